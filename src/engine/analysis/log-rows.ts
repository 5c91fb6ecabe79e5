import type { LogColumn, LogTable, LogValue } from '../tables/log.ts'
import type { List } from './list.ts'
import { epochText } from '../bytes/epoch-text.ts'

/** One row of a log under its own columns. */
export type LogRowValues = {
  /** By column, in the order of Log.fields. Times are decimal strings of seconds since 1970, intervals seconds. */
  values: LogValue[]
}

/** The rows of a log, of `chosen` only those. Ordered by the number of a column, from 0: '3:desc'. */
export function logRows(table: LogTable, chosen: Uint32Array | null = null): List<LogRowValues> {
  const rowAt = (index: number) => (chosen === null ? index : chosen[index])
  return {
    length: chosen === null ? table.rows : chosen.length,
    row: (index) => ({ values: table.columns.map((column) => valueAt(table, column, rowAt(index))) }),
    sortKeys: (key) => {
      const column = /^\d+$/.test(key) ? table.columns[Number(key)] : undefined
      if (column === undefined) return null
      const keys = sortKeys(table, column)
      return chosen === null ? keys : Float64Array.from(chosen, (row) => keys[row])
    },
  }
}

function valueAt(table: LogTable, column: LogColumn, row: number): LogValue {
  const value = column.isNumber ? column.values[row] : column.ids[row]
  if (column.isNumber ? Number.isNaN(value) : value === 0) return null
  switch (column.kind) {
    case 'time':
      return epochText(value, table.baseSecond ?? 0)
    case 'interval':
      return value / 1e9
    case 'number':
      return value
    case 'bool':
      return value === 2
    case 'address':
      return table.addresses.text(value)
    case 'text':
      return table.texts.text(value)
  }
}

function sortKeys(table: LogTable, column: LogColumn): Float64Array {
  const { rows } = table
  if (column.isNumber) return column.values.slice(0, rows)
  const keys = new Float64Array(rows)
  const rank = column.kind === 'bool' ? null : ranksOf(table, column)
  for (let row = 0; row < rows; row++) {
    const id = column.ids[row]
    keys[row] = id === 0 ? Number.NaN : rank === null ? id : rank[id]
  }
  return keys
}

/** Place in the order by number of text or address, of those that the column has. */
function ranksOf(table: LogTable, column: LogColumn): Float64Array {
  const isAddress = column.kind === 'address'
  const pool = isAddress ? table.addresses : table.texts
  const ranks = new Float64Array(pool.size)
  const seen = new Uint8Array(pool.size)
  for (let row = 0; row < table.rows; row++) seen[column.ids[row]] = 1
  const ids: number[] = []
  for (let id = 1; id < seen.length; id++) if (seen[id] === 1) ids.push(id)
  if (isAddress) ids.sort((a, b) => table.addresses.compare(a, b))
  else {
    const texts = new Map(ids.map((id) => [id, table.texts.text(id)]))
    ids.sort((a, b) => compareTexts(texts.get(a) ?? '', texts.get(b) ?? ''))
  }
  for (let rank = 0; rank < ids.length; rank++) ranks[ids[rank]] = rank
  return ranks
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
