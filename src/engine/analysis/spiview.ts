import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { FieldSource, FindField } from './field-source.ts'
import { fieldValues, type FieldValues } from './field-values.ts'
import { mostFirst } from './unique.ts'
import { type ValueCounts, valueCounts } from './value-counts.ts'

/** `size`: values a field, default 10. */
export type SpiViewQuery = { fields: readonly string[]; size?: number | undefined }

export type ValueCount = { value: string; sessions: number; packets: number; bytes: number }

/** Arkime's /api/spiview: one a field. `sessions`, `packets`: that have any value; `total`: different values. */
export type SpiField = {
  field: string
  total: number
  sessions: number
  packets: number
  /** Most sessions first, then most packets. */
  values: ValueCount[]
}

const DEFAULT_SIZE = 10

/** The most frequent values of several fields, in the order in which they are asked for. */
export function spiview(
  tables: CaptureTables,
  selected: Selected | null,
  { fields, size = DEFAULT_SIZE }: SpiViewQuery,
  find: FindField,
): SpiField[] {
  return fields.map((name) => spiField(tables, selected, name, find(name), size))
}

function spiField(
  tables: CaptureTables,
  selected: Selected | null,
  name: string,
  field: FieldSource,
  size: number,
): SpiField {
  const values = fieldValues(tables, selected, field)
  const counts = valueCounts(values)
  return { field: name, total: values.size, ...having(values), values: topValues(values, counts, size) }
}

/** The first values of `mostFirst`. */
export function topValues(values: FieldValues, counts: ValueCounts, size: number): ValueCount[] {
  return Array.from(mostFirst(counts).subarray(0, Math.max(0, size)), (id) => ({
    value: values.text(id),
    sessions: counts.sessions[id],
    packets: counts.packets[id],
    bytes: counts.bytes[id],
  }))
}

function having({ units, unit, length }: FieldValues): { sessions: number; packets: number } {
  const seen = new Uint8Array(units.size)
  let packets = 0
  let highest = 0
  for (let i = 0; i < length; i++) {
    const own = unit[i]
    if (seen[own] === 1) continue
    seen[own] = 1
    packets += units.packets[own]
    if (units.session[own] > highest) highest = units.session[own]
  }
  const seenSession = new Uint8Array(highest + 1)
  let sessions = 0
  for (let own = 0; own < seen.length; own++) {
    const session = units.session[own]
    if (seen[own] === 0 || session === 0 || seenSession[session] === 1) continue
    seenSession[session] = 1
    sessions++
  }
  return { sessions, packets }
}
