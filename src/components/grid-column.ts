import type { ReactNode } from 'react'
import type { FieldValue } from './value-actions.ts'

/** One column of a grid. */
export type GridColumn<Row> = {
  id: string
  header: string
  /** What the header means, as its title. */
  explain?: string
  /** Pixels. */
  width: number
  /** Takes its share of room that is left over. */
  grow?: boolean
  /** 'end' for numbers: right-aligned, tabular figures. Default 'start'. */
  align?: 'start' | 'end'
  /** Key by which the list is ordered when the header is clicked; without it the column cannot sort. */
  order?: string
  /** First direction of a click; default 'desc' for align 'end', else 'asc'. */
  firstDirection?: 'asc' | 'desc'
  cell: (row: Row) => ReactNode
  /** What is copied and exported: exact, without unit or grouping. */
  text: (row: Row) => string
  /** Tooltip: the exact value where the cell shows a rounded one. */
  title?: (row: Row) => string | undefined
  /** What an expression compares: its cells can be applied as filter. null where the cell has none. */
  value?: (row: Row) => FieldValue | null
}

/** Asks for rows [start, start + length) in `order` ('bytes:desc'; undefined = the list's own order). */
export type FetchPage<Row> = (
  start: number,
  length: number,
  order: string | undefined,
) => Promise<{ total: number; rows: Row[] }>
