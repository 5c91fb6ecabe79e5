import type { DnsLookup } from './dns-lookups.ts'
import { listOf, type List } from './list.ts'

/** The lookups of one name, upper and lower case the same. */
export type QueriedName = {
  name: string
  lookups: number
  clients: number
  /** Lookups answered NXDOMAIN, and those without any answer. */
  nxdomain: number
  unanswered: number
  /** Query types, most frequent first. */
  types: string[]
  /** 'dns', 'mdns', … of its first lookup. */
  protocol: string
}

const NXDOMAIN = 3

/** Names asked for, most lookups first; answers without a query count by the name that they answer. */
export function queriedNames(lookups: List<DnsLookup>): List<QueriedName> {
  type Count = { row: QueriedName; clients: Set<string>; types: Map<string, number> }
  const counts = new Map<string, Count>()
  for (let i = 0; i < lookups.length; i++) {
    const lookup = lookups.row(i)
    if (lookup.full_query === null) continue
    const name = lookup.full_query.toLowerCase()
    let count = counts.get(name)
    if (count === undefined) {
      const { protocol } = lookup
      const row = { name, lookups: 0, clients: 0, nxdomain: 0, unanswered: 0, types: [], protocol }
      count = { row, clients: new Set(), types: new Map() }
      counts.set(name, count)
    }
    count.row.lookups++
    if (lookup.rcode === NXDOMAIN) count.row.nxdomain++
    if (lookup.response_frame === null) count.row.unanswered++
    count.clients.add(lookup.client)
    if (lookup.query_type !== null) count.types.set(lookup.query_type, (count.types.get(lookup.query_type) ?? 0) + 1)
  }
  const rows = [...counts.values()].map(({ row, clients, types }) => ({
    ...row,
    clients: clients.size,
    types: [...types].sort((a, b) => b[1] - a[1]).map(([type]) => type),
  }))
  return listOf(rows.sort((a, b) => b.lookups - a.lookups))
}
