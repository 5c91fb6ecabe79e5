import type { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/**
 * What analyses see of a field that expressions name. They may not import expressions, and the fields know nothing of
 * analyses: the engine finds a field in its registry and hands it over, and this is the part of it that is used here.
 */
export type FieldSource = {
  name: string
  type: 'presence' | 'number' | 'boolean' | 'text' | 'address' | 'mac' | 'bytes' | 'time' | 'duration'
  columns: readonly ColumnSource[]
  /** Upper and lower case are the same; values of several spellings are shown in lower case. */
  folded?: boolean
}

/** Texts by number. */
export type TextSource = { size: number; text(id: number): string }

/** Where values of a field are: see Column of expression/field.ts. */
export type ColumnSource = {
  domain: 'packet' | 'conversation' | 'layer' | 'path' | 'session'
  space: 'number' | 'address' | ((tables: CaptureTables) => TextSource | AddressPool)
  each(tables: CaptureTables, visit: (element: number, value: number) => void): void
  ofSessions?: (tables: CaptureTables, visit: (session: number, value: number) => void) => void
  lifted?: boolean
}

/** The field of a name in any dialect. Throws when there is none. */
export type FindField = (name: string) => FieldSource
