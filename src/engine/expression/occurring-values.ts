import { AddressPool } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Column, Field } from './field.ts'
import { missing } from './reread-fields.ts'

/** A value as an expression writes it, and how many packets have it (of fields of sessions: sessions). */
export type OccurringValue = { text: string; count: number }

/** Values that occur in a field and contain the text (any case), those that begin with it first, most frequent first. */
export function occurringValues(field: Field, part: string, tables: CaptureTables, most: number): OccurringValue[] {
  // Sizes and times have nearly as many values as there are packets: nobody picks one of them.
  if (field.type === 'time' || field.type === 'duration' || field.type === 'presence') return []
  if (missing(field, tables).length > 0) return []
  const wanted = part.toLowerCase()
  const counts = new Map<string, number>()
  for (const column of field.columns) {
    if (column.array !== undefined) continue
    const textOf = textsOf(column, tables)
    for (const [value, count] of countsOf(column, tables)) {
      const text = textOf(value)
      if (text.toLowerCase().includes(wanted)) counts.set(text, (counts.get(text) ?? 0) + count)
    }
  }
  const rank = (text: string) => (text.toLowerCase().startsWith(wanted) ? 0 : 1)
  return Array.from(counts, ([text, count]) => ({ text, count }))
    .sort((a, b) => rank(a.text) - rank(b.text) || b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, most)
    .map(({ text, count }) => ({ text: written(text), count }))
}

function countsOf(column: Column, tables: CaptureTables): Map<number, number> {
  const weights = weightsOf(column, tables)
  const counts = new Map<number, number>()
  column.each(tables, (element, value) => {
    const weight = weights === null ? 1 : weights[element]
    if (weight > 0) counts.set(value, (counts.get(value) ?? 0) + weight)
  })
  const { firstLogRow } = tables.sessions
  column.ofSessions?.(tables, (session, value) => {
    if (session >= firstLogRow) counts.set(value, (counts.get(value) ?? 0) + 1)
  })
  return counts
}

/** Packets of every element; null: elements count as one. */
function weightsOf({ domain }: Column, { packets, tracks, paths, conversations }: CaptureTables): Float64Array | null {
  if (domain === 'packet' || domain === 'session') return null
  const isTrack = domain === 'conversation'
  const trie = isTrack ? tracks : paths
  const nodes = isTrack ? packets.track : packets.path
  const weights = new Float64Array(trie.size)
  for (let row = 0; row < packets.rows; row++) weights[nodes[row]]++
  if (domain === 'path') return weights
  for (let node = trie.size - 1; node > 0; node--) weights[trie.parent[node]] += weights[node]
  if (!isTrack) return weights
  const bySymbol = new Float64Array(conversations.rows * 2)
  for (let node = 1; node < trie.size; node++) bySymbol[trie.symbol[node]] += weights[node]
  return bySymbol
}

function textsOf({ space }: Column, tables: CaptureTables): (value: number) => string {
  if (space === 'number') return String
  const source = space === 'address' ? tables.addresses : space(tables)
  return source instanceof AddressPool ? (id) => source.text(id) : (id) => source.text(id)
}

/** Quoted where it could not stand bare. */
function written(text: string): string {
  if (/^[\w.:+%@#-][\w.:+%@#/-]*$/.test(text)) return text
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`
}
