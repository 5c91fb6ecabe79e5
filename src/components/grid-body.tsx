import type { GridColumn } from './grid-column.ts'
import type { GridCursor } from './grid-cursor.ts'
import type { GridTable } from './grid-table.ts'
import classes from './grid.module.css'

export function GridBody<Row>(props: {
  table: GridTable<Row>
  columns: readonly GridColumn<Row>[]
  cursor: GridCursor
  cellId: (row: number, column: number) => string
  height: number
  /** Real top of a row. */
  top: (index: number) => number
  /** The rows answer a former question. */
  pending: boolean
  /** Double click on a cell. */
  onOpen: (row: Row, column: GridColumn<Row>) => void
}) {
  const { table, columns, onOpen } = props
  const { cursor, from, to, moveTo } = props.cursor
  return (
    <div
      className={classes.body}
      role="rowgroup"
      style={{ height: props.height, minWidth: table.getTotalSize() }}
      data-pending={props.pending}
    >
      {table.getRowModel().rows.map((placed) => {
        const { index, row } = placed.original
        return (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index >= from && index <= to}
            className={classes.row}
            data-odd={index % 2 === 1 || undefined}
            style={{ transform: `translateY(${props.top(index)}px)` }}
          >
            {placed.getAllCells().map((cell, at) => {
              const column = columns[at]
              return (
                <div
                  key={cell.id}
                  id={props.cellId(index, at)}
                  role="gridcell"
                  aria-colindex={at + 1}
                  className={classes.cell}
                  data-align={column.align}
                  data-cursor={(cursor?.row === index && cursor.column === at) || undefined}
                  style={{ flex: `${column.grow ? 1 : 0} 0 ${cell.column.getSize()}px` }}
                  title={column.title?.(row)}
                  onDoubleClick={() => onOpen(row, column)}
                  onMouseDown={(event) => {
                    // The right button opens the menu: it keeps a selection that it is in.
                    if (event.button === 0 || index < from || index > to) moveTo(index, at, event.shiftKey)
                  }}
                >
                  <table.FlexRender cell={cell} />
                </div>
              )
            })}
          </div>
        )
      })}
    </div>
  )
}
