import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { selectedLookups } from './dns-lookups.ts'
import { dnsTypeName } from '../tables/dns-names.ts'
import { FoldedNames } from './folded-names.ts'
import { type List, listOf } from './list.ts'
import { PairIndex } from './pair-index.ts'

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
const NO_TYPE = 0xffffffff

/** Names asked for, most lookups first; answers without a query count by the name that they answer. */
export function queriedNames(tables: CaptureTables, selected: Selected | null): List<QueriedName> {
  const { dns } = tables
  const names = new FoldedNames(tables.texts)
  const clients = new PairIndex()
  const types = new PairIndex()
  const typeCounts: number[] = []
  const found: QueriedName[] = []
  for (const row of selectedLookups(tables, selected)) {
    if (dns.query[row] === 0) continue
    const number = names.numberOf(dns.query[row])
    if (number === found.length)
      found.push({
        name: names.texts[number],
        lookups: 0,
        clients: 0,
        nxdomain: 0,
        unanswered: 0,
        types: [],
        protocol: tables.protocolNames[dns.protocol[row]],
      })
    const name = found[number]
    name.lookups++
    if (dns.rcode[row] === NXDOMAIN) name.nxdomain++
    if (dns.responseFrame[row] === 0) name.unanswered++
    const known = clients.size
    if (clients.of(number, dns.client[row]) === known) name.clients++
    if (dns.queryType[row] === NO_TYPE) continue
    const type = types.of(number, dns.queryType[row])
    typeCounts[type] = (typeCounts[type] ?? 0) + 1
  }
  const mostFrequent = Array.from(typeCounts, (_, type) => type).sort((x, y) => typeCounts[y] - typeCounts[x])
  for (const type of mostFrequent) found[types.first[type]].types.push(dnsTypeName(types.second[type]))
  return listOf(found.sort((x, y) => y.lookups - x.lookups))
}
