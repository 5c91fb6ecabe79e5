import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Table } from '../tables/column.ts'

/** What a row of a table says under one name; null = nothing. */
export type ReadEntry = (tables: CaptureTables, row: number) => string | null | readonly (string | null)[]

/** What of one table is said of a session. */
export type SessionEntries = {
  title: string
  table: Table & { session: Uint32Array }
  /** Frames of the rows of a table that shows rows of logs elsewhere: only those of packets count. */
  frames?: Uint32Array
  /** `field`: the field of expressions that has the values; null where none has. */
  entries: readonly { label: string; field: string | null; read: ReadEntry }[]
}
