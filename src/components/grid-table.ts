import {
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useEffect, useMemo, useRef } from 'react'
import type { GridColumn } from './grid-column.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })

/** Pixels. */
export const NARROWEST = 40

/** A row and its place in the whole list. */
export type PlacedRow<Row> = { index: number; row: Row }

/** TanStack's table over the rows that are on screen: columns, headers, widths. Order and windows are the worker's. */
export function useGridTable<Row>(
  columns: readonly GridColumn<Row>[],
  data: PlacedRow<Row>[],
  /** Called when a person has made a column wider or narrower: pixels. */
  onResize?: (id: string, width: number) => void,
) {
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, PlacedRow<Row>> => ({
          id: column.id,
          header: column.header,
          size: column.width,
          minSize: NARROWEST,
          cell: ({ row }) => column.cell(row.original.row),
        }),
      ),
    [columns],
  )
  const table = useTable({ features, columns: definitions, data, columnResizeMode: 'onChange' })
  const { columnSizing } = table.state
  const isResizing = table.state.columnResizing.isResizingColumn !== false
  const told = useRef(columnSizing)
  useEffect(() => {
    if (isResizing || told.current === columnSizing) return
    for (const [id, width] of Object.entries(columnSizing)) if (told.current[id] !== width) onResize?.(id, width)
    told.current = columnSizing
  }, [isResizing, columnSizing, onResize])
  return table
}

export type GridTable<Row> = ReturnType<typeof useGridTable<Row>>
