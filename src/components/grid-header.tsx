import { useRef, useState } from 'react'
import type { GridColumn } from './grid-column.ts'
import { HEADER, type Cursor } from './grid-cursor.ts'
import { orderKeys } from './grid-order.ts'
import type { GridTable } from './grid-table.ts'
import classes from './grid.module.css'

export function GridHeader<Row>(props: {
  table: GridTable<Row>
  columns: readonly GridColumn<Row>[]
  order: string | undefined
  cursor: Cursor | null
  cellId: (row: number, column: number) => string
  /** `add`: beside the columns that it is ordered by already. */
  onSort: (column: GridColumn<Row>, add: boolean) => void
  /** A column is dropped on another; without it columns cannot be moved. */
  onMove?: ((id: string, onto: string) => void) | undefined
}) {
  const { onMove } = props
  const keys = orderKeys(props.order)
  const [dropAt, setDropAt] = useState<string | null>(null)
  const dragged = useRef<string | null>(null)
  const isResizing = useRef(false)
  return (
    <div className={classes.header} role="row" aria-rowindex={1} style={{ minWidth: props.table.getTotalSize() }}>
      {props.table.getHeaderGroups()[0].headers.map((header, at) => {
        const column = props.columns[at]
        const sorts = column.order !== undefined
        const place = sorts ? keys.findIndex(({ key }) => key === column.order) : -1
        const sorted = keys[place]?.direction
        const drop = (at: string | null) => onMove !== undefined && dragged.current !== null && setDropAt(at)
        const resize = header.getResizeHandler()
        return (
          <div
            key={header.id}
            id={props.cellId(HEADER, at)}
            role="columnheader"
            aria-colindex={at + 1}
            // Only one column at a time may have one: the first.
            aria-sort={!sorts ? undefined : place !== 0 ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
            className={classes.heading}
            data-align={column.align}
            data-sorts={sorts || undefined}
            data-sorted={sorted}
            data-cursor={(props.cursor?.row === HEADER && props.cursor.column === at) || undefined}
            style={{ flex: `${column.grow ? 1 : 0} 0 ${header.getSize()}px` }}
            title={column.explain}
            onClick={(event) => props.onSort(column, event.shiftKey)}
            draggable={onMove !== undefined}
            data-drop={dropAt === column.id || undefined}
            onDragStart={(event) => {
              if (isResizing.current) {
                event.preventDefault()
                return
              }
              dragged.current = column.id
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', column.header)
            }}
            onDragEnd={() => {
              dragged.current = null
              setDropAt(null)
            }}
            onDragOver={(event) => {
              if (dragged.current === null) return
              event.preventDefault()
              drop(column.id)
            }}
            onDragLeave={() => drop(null)}
            onDrop={(event) => {
              if (dragged.current === null) return
              event.preventDefault()
              onMove?.(dragged.current, column.id)
              setDropAt(null)
            }}
          >
            <span className={classes.headingText}>{column.header}</span>
            {sorted !== undefined && (
              <span className={classes.arrow} aria-hidden>
                {sorted === 'asc' ? '▲' : '▼'}
                {keys.length > 1 && place + 1}
              </span>
            )}
            <span
              className={classes.resizer}
              aria-hidden
              onClick={(event) => event.stopPropagation()}
              onDoubleClick={() => header.column.resetSize()}
              onMouseDown={(event) => {
                isResizing.current = true
                addEventListener('mouseup', () => (isResizing.current = false), { once: true })
                resize(event)
              }}
              onTouchStart={resize}
            />
          </div>
        )
      })}
    </div>
  )
}
