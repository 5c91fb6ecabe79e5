import {
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { GridColumn } from './grid-column.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })

/** A row and its place in the whole list. */
export type PlacedRow<Row> = { index: number; row: Row }

/** TanStack's table over the rows that are on screen: columns, headers, widths. Order and windows are the worker's. */
export function useGridTable<Row>(columns: readonly GridColumn<Row>[], data: PlacedRow<Row>[]) {
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, PlacedRow<Row>> => ({
          id: column.id,
          header: column.header,
          size: column.width,
          minSize: 40,
          cell: ({ row }) => column.cell(row.original.row),
        }),
      ),
    [columns],
  )
  return useTable({ features, columns: definitions, data, columnResizeMode: 'onChange' })
}

export type GridTable<Row> = ReturnType<typeof useGridTable<Row>>
