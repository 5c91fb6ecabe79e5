import { scaleLinear } from 'd3-scale'
import { useState } from 'react'
import { formatCount, formatNumberOf, formatTime, ZONE } from '../../components/units.ts'
import { setTimeRange } from '../../state/selection-store.ts'
import classes from './beacons-view.module.css'

const WIDTH = 480
const HEIGHT = 132
const LEFT = 34
const BOTTOM = 18
const TOP = 8

/** Connections in each equal part of the scored window [from, to], seconds since 1970; null = times unknown. */
export function ConnectionHistogram({
  histogram,
  window,
  counts,
}: {
  histogram: readonly number[]
  window: { from: number; to: number } | null
  /** What is counted: 'connection'. */
  counts: string
}) {
  const [at, setAt] = useState<number | null>(null)
  const tallest = Math.max(1, ...histogram)
  const y = scaleLinear([0, tallest], [HEIGHT - BOTTOM, TOP]).nice(3)
  const step = (WIDTH - LEFT) / histogram.length
  const edge = (index: number) =>
    window === null ? 0 : window.from + ((window.to - window.from) * index) / histogram.length
  const total = histogram.reduce((sum, count) => sum + count, 0)
  const ticks = y.ticks(3).filter(Number.isInteger)
  const clock = (time: number) => formatTime(time, 0).slice(11)
  const shown =
    at === null
      ? `${formatNumberOf(total, counts)}, ${histogram.length} equal parts of the window`
      : `${window === null ? `Part ${at + 1}` : `${clock(edge(at))} – ${clock(edge(at + 1))} ${ZONE}`}: ${formatNumberOf(histogram[at], counts)}`
  return (
    <figure className={classes.histogram}>
      <figcaption>{shown}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Connections in ${histogram.length} equal parts of the window: ${histogram.join(', ')}`}
        onMouseLeave={() => setAt(null)}
      >
        {ticks.map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line className={classes.gridline} x1={LEFT} x2={WIDTH} />
            <text className={classes.tick} x={LEFT - 6} dy="0.32em" textAnchor="end">
              {formatCount(tick)}
            </text>
          </g>
        ))}
        {histogram.map((count, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a bin is its place
          <g key={index} transform={`translate(${LEFT + index * step} 0)`} onMouseEnter={() => setAt(index)}>
            {window !== null && count > 0 && (
              <title>{`A click selects ${clock(edge(index))} – ${clock(edge(index + 1))} ${ZONE}`}</title>
            )}
            <rect
              className={classes.bin}
              data-at={at === index || undefined}
              x={1}
              width={step - 2}
              y={y(count)}
              height={y(0) - y(count)}
            />
            <rect
              fill="transparent"
              width={step}
              y={TOP}
              height={HEIGHT - BOTTOM - TOP}
              onClick={() => {
                if (window !== null) setTimeRange({ from: edge(index), to: edge(index + 1) })
              }}
            />
          </g>
        ))}
        {window !== null && (
          <>
            <text className={classes.tick} x={LEFT} y={HEIGHT - 4}>
              {clock(window.from)}
            </text>
            <text className={classes.tick} x={LEFT + (WIDTH - LEFT) / 2} y={HEIGHT - 4} textAnchor="middle">
              {clock(edge(histogram.length / 2))}
            </text>
            <text className={classes.tick} x={WIDTH} y={HEIGHT - 4} textAnchor="end">
              {clock(window.to)}
            </text>
          </>
        )}
      </svg>
    </figure>
  )
}
