import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { useSize } from './use-size.ts'
import { conditionOf, type FieldValue, useValueActions, type ValueActions } from './value-actions.ts'
import classes from './bar-list.module.css'

const BAR_ROW = 22

export type BarRow = {
  key: string
  label: ReactNode
  /** Steps to the right, for trees. */
  indent?: number
  /** Length of the bar, 0 … 1. */
  share: number
  /** The part of the bar that is drawn stronger, 0 … share: of two directions the first. */
  part?: number
  /** CSS colour of the bar; default the neutral bar colour. */
  color?: string
  /** One a column. */
  values: { text: string; title?: string }[]
  title?: string
  /** What the bar stands for: a click applies it, the right button offers the rest. The label is there for the keyboard. */
  value?: FieldValue | null
}

/**
 * The head of a ranking: as many rows as there is room for, each with a bar behind its label. `empty` is shown when
 * there are no rows; undefined rows = not known yet.
 */
export function BarList(props: {
  label: string
  /** Header of the names, then of each value column with its width in pixels. */
  head: string
  columns: { header: string; width: number; explain?: string }[]
  rows: readonly BarRow[] | undefined
  empty: ReactNode
  /** Shown when the rows are not known and will not be. */
  error?: string | null
}) {
  const actions = useValueActions()
  const [ref, { height }] = useSize()
  const room = Math.max(0, Math.floor(height / BAR_ROW) - 1)
  const template = `minmax(0, 1fr) ${props.columns.map(({ width }) => `${width}px`).join(' ')}`
  return (
    <div ref={ref} className={classes.list} style={{ '--columns': template } as CSSProperties}>
      {props.rows === undefined || props.rows.length === 0 ? (
        <div className={classes.empty}>{props.rows === undefined ? (props.error ?? 'Reading…') : props.empty}</div>
      ) : (
        <div role="table" aria-label={props.label}>
          <div role="row" className={classes.head}>
            <span role="columnheader">{props.head}</span>
            {props.columns.map(({ header, explain }) => (
              <span key={header} role="columnheader" className={classes.value} title={explain}>
                {header}
              </span>
            ))}
          </div>
          {props.rows.slice(0, room).map((row) => (
            <div
              key={row.key}
              role="row"
              className={classes.row}
              title={row.title}
              data-handle={(actions !== null && (row.value ?? null) !== null) || undefined}
              {...handlers(row.value, actions)}
              style={
                {
                  '--share': `${row.share * 100}%`,
                  '--part': `${(row.part ?? 0) * 100}%`,
                  '--color': row.color,
                } as CSSProperties
              }
            >
              <span role="cell" className={classes.label} style={{ paddingLeft: 6 + 12 * (row.indent ?? 0) }}>
                {row.label}
              </span>
              {row.values.map((value, at) => (
                <span key={props.columns[at].header} role="cell" className={classes.value} title={value.title}>
                  {value.text}
                </span>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** The label's own handle comes first. */
function handlers(value: FieldValue | null | undefined, actions: ValueActions | null) {
  if (value === null || value === undefined || actions === null) return {}
  return {
    onClick: (event: MouseEvent<HTMLElement>) => {
      if ((event.target as Element).closest('button, a') !== null) return
      actions.apply(event.ctrlKey || event.metaKey ? 'and' : 'selected', conditionOf(value))
    },
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      if (event.defaultPrevented) return
      event.preventDefault()
      const handle = event.currentTarget.querySelector('button') ?? event.currentTarget
      actions.openMenu(value, event.clientX, event.clientY, handle)
    },
  }
}
