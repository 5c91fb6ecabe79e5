import { useState } from 'react'
import { MiddleText } from '../../components/middle-text.tsx'
import { exactBytes, formatCount, formatNumberOf } from '../../components/units.ts'
import { fieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { FieldDescription } from '../../engine/expression/search.ts'
import type { SpiField, ValueCount } from '../../engine/analysis/spiview.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import classes from './field-values.module.css'

/** Opens another tab of the view for a field. */
export type OpenField = (tab: 'unique' | 'graph', field: string) => void

/** Values that "more" adds. */
const STEP = 100
const MOST = 1000

/** One field: its most frequent values with bars, and the way to all of them and to their timelines. */
export function FieldCard({ field, first, onOpen }: { field: FieldDescription; first: SpiField; onOpen: OpenField }) {
  const [size, setSize] = useState(first.values.length)
  return (
    <section className={classes.card} aria-label={field.name}>
      <header>
        <h3 title={[field.meaning, ...field.aliases].join(' · ')}>{field.name}</h3>
        <span className={classes.note} title={`${field.meaning}; ${whatHas(first)}`}>
          {formatNumberOf(first.total, 'value')}
        </span>
        <button type="button" className={classes.link} onClick={() => onOpen('graph', field.name)}>
          Graph
        </button>
        <button type="button" className={classes.link} onClick={() => onOpen('unique', field.name)}>
          Unique
        </button>
      </header>
      {size > first.values.length && first.total > first.values.length ? (
        <MoreValues field={field.name} first={first} size={size} />
      ) : (
        <ValueRows field={field.name} values={first.values} />
      )}
      <footer>
        {first.total > size && size < MOST && (
          <button type="button" className={classes.link} onClick={() => setSize(Math.min(MOST, size + STEP))}>
            {formatCount(Math.min(STEP, first.total - size))} more
          </button>
        )}
        {size > first.values.length && (
          <button type="button" className={classes.link} onClick={() => setSize(first.values.length)}>
            less
          </button>
        )}
      </footer>
    </section>
  )
}

function whatHas({ sessions, packets }: SpiField): string {
  return sessions > 0 ? formatNumberOf(sessions, 'session') : formatNumberOf(packets, 'packet')
}

function MoreValues({ field, first, size }: { field: string; first: SpiField; size: number }) {
  const { result } = useAnalysis('spiview', { fields: [field], size })
  return <ValueRows field={field} values={result?.[0]?.values ?? first.values} />
}

function ValueRows({ field, values }: { field: string; values: readonly ValueCount[] }) {
  const countOf = ({ sessions, packets }: ValueCount) => sessions || packets
  const highest = Math.max(1, ...values.map(countOf))
  return (
    <ul>
      {values.map((row) => (
        <li
          key={row.value}
          style={{ '--share': `${(countOf(row) / highest) * 100}%` } as React.CSSProperties}
          title={`${formatNumberOf(row.sessions, 'session')}, ${formatNumberOf(row.packets, 'packet')}, ${exactBytes(row.bytes)}`}
        >
          <span className={classes.value}>
            <ValueHandle value={fieldValue(field, row.value)}>
              <MiddleText text={row.value} none="(empty)" />
            </ValueHandle>
          </span>
          <span className={classes.number}>{formatCount(countOf(row))}</span>
        </li>
      ))}
    </ul>
  )
}
