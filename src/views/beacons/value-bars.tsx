import { formatCount } from '../../components/units.ts'
import type { ValueHistogram } from '../../engine/analysis/value-histogram.ts'
import classes from './value-bars.module.css'

/** How often values occur: a small bar for each equal part of their range. `format`: a value as people read it. */
export function ValueBars({
  label,
  histogram: { from, to, counts, above },
  format,
}: {
  label: string
  histogram: ValueHistogram
  format: (value: number) => string
}) {
  if (counts.length === 0) return null
  const tallest = Math.max(...counts)
  const edge = (index: number) => format(from + ((to - from) * index) / counts.length)
  return (
    <figure className={classes.bars}>
      <figcaption>{label}</figcaption>
      <div role="img" aria-label={`${label}, ${edge(0)} to ${edge(counts.length)}: ${counts.join(', ')}`}>
        {counts.map((count, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a part is its place
          <span key={index} title={`${edge(index)} – ${edge(index + 1)}: ${formatCount(count)}`}>
            <i style={{ height: `${count === 0 ? 0 : Math.max(4, (100 * count) / tallest)}%` }} />
          </span>
        ))}
      </div>
      <p>
        <span>{edge(0)}</span>
        {from !== to && <span>{edge(counts.length)}</span>}
        {above > 0 && <span>{formatCount(above)} above</span>}
      </p>
    </figure>
  )
}
