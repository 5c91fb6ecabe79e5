import type { GridColumn } from './grid-column.ts'
import { HEADER, type Cursor } from './grid-cursor.ts'
import type { GridTable } from './grid-table.ts'
import classes from './grid.module.css'

export function GridHeader<Row>(props: {
  table: GridTable<Row>
  columns: readonly GridColumn<Row>[]
  order: string | undefined
  cursor: Cursor | null
  cellId: (row: number, column: number) => string
  onSort: (column: GridColumn<Row>) => void
}) {
  const [key, direction] = props.order?.split(':') ?? []
  return (
    <div className={classes.header} role="row" aria-rowindex={1} style={{ minWidth: props.table.getTotalSize() }}>
      {props.table.getHeaderGroups()[0].headers.map((header, at) => {
        const column = props.columns[at]
        const sorts = column.order !== undefined
        const sorted = sorts && key === column.order ? direction : undefined
        const resize = header.getResizeHandler()
        return (
          <div
            key={header.id}
            id={props.cellId(HEADER, at)}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={!sorts ? undefined : sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
            className={classes.heading}
            data-align={column.align}
            data-sorts={sorts || undefined}
            data-sorted={sorted}
            data-cursor={(props.cursor?.row === HEADER && props.cursor.column === at) || undefined}
            style={{ flex: `${column.grow ? 1 : 0} 0 ${header.getSize()}px` }}
            title={column.explain}
            onClick={() => props.onSort(column)}
          >
            <span className={classes.headingText}>{column.header}</span>
            {sorted !== undefined && (
              <span className={classes.arrow} aria-hidden>
                {sorted === 'asc' ? '▲' : '▼'}
              </span>
            )}
            <span
              className={classes.resizer}
              aria-hidden
              onClick={(event) => event.stopPropagation()}
              onDoubleClick={() => header.column.resetSize()}
              onMouseDown={resize}
              onTouchStart={resize}
            />
          </div>
        )
      })}
    </div>
  )
}
