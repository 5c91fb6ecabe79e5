import type { ReactNode } from 'react'
import classes from './facts.module.css'

export type Fact = {
  label: string
  value: ReactNode
  /** The exact value or what it counts, as a tooltip. */
  title?: string
  /** A few words below the value. */
  note?: ReactNode
  /** Marks a value to look at: 'medium' or 'high', as in palette.ts. */
  severity?: 'medium' | 'high'
}

/** A strip of numbers with their names, above a grid. */
export function Facts({ label, facts }: { label: string; facts: readonly Fact[] }) {
  return (
    <dl className={classes.strip} aria-label={label}>
      {facts.map(({ label, value, title, note, severity }) => (
        <div key={label} className={classes.fact} title={title}>
          <dt>{label}</dt>
          <dd data-severity={severity}>{value}</dd>
          {note !== undefined && <dd className={classes.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
