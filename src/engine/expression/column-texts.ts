import { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Field } from './field.ts'

const NANOSECONDS = 1e9

/**
 * The values that the tables hold of a field, as texts, by packet row: numbers decimal, points in time in seconds since
 * 1970 with nine digits, booleans and presence 1 or 0. A packet of a session has the session's values.
 */
export function columnTexts(field: Field, tables: CaptureTables): (row: number) => string[] {
  const sources = field.columns.map((column) => textsOf(field, column, tables))
  return (row) => sources.flatMap((texts) => texts(row))
}

function textsOf(field: Field, column: Column, tables: CaptureTables): (row: number) => string[] {
  const { packets, paths, tracks, conversations } = tables
  const values = new Map<number, number[]>()
  column.each(tables, (element, value) => {
    const known = values.get(element)
    if (known === undefined) values.set(element, [value])
    else known.push(value)
  })
  const print = printer(field, column, tables)
  const of = (element: number): string[] => (values.get(element) ?? []).map(print)
  switch (column.domain) {
    case 'packet':
      return of
    case 'path':
      return (row) => of(packets.path[row])
    case 'layer':
      return (row) => chain(paths, packets.path[row]).flatMap(of)
    case 'conversation':
      return (row) => tracks.symbols(packets.track[row]).flatMap(of)
    default:
      return (row) => {
        const sessions = tracks.symbols(packets.track[row]).map((symbol) => conversations.session[symbol >>> 1])
        return [...new Set(sessions)].filter((session) => session !== 0).flatMap(of)
      }
  }
}

/** The nodes from the root to this one. */
function chain({ parent }: { parent: ArrayLike<number> }, node: number): number[] {
  const nodes: number[] = []
  for (let at = node; at !== 0; at = parent[at]) nodes.unshift(at)
  return nodes
}

function printer({ type }: Field, { space }: Column, tables: CaptureTables): (value: number) => string {
  if (type === 'time') return (value) => epochText(tables.baseSecond, value)
  if (space === 'number') return String
  const source = space === 'address' ? tables.addresses : space(tables)
  return source instanceof AddressPool ? (id) => source.text(id) : (id) => source.text(id)
}

function epochText(baseSecond: number, nanoseconds: number): string {
  const carry = Math.floor(nanoseconds / NANOSECONDS)
  return `${baseSecond + carry}.${String(nanoseconds - carry * NANOSECONDS).padStart(9, '0')}`
}
