import { dnsRcodeName } from '../tables/dns-names.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { lookupSeconds, selectedLookups } from './dns-lookups.ts'
import { FoldedNames } from './folded-names.ts'
import { packetNumber } from './frame-source.ts'
import { type List, listOf } from './list.ts'
import { median } from './median.ts'
import { PairIndex } from './pair-index.ts'
import { registeredDomain } from './registered-domain.ts'

/** The lookups of the names under one registered domain. */
export type DnsDomain = {
  /** The domain; of what nobody registered (.local, .arpa, single labels) its last label. */
  domain: string
  /** Whether somebody registered it: public suffix list. */
  is_registered: boolean
  /** Distinct names, upper and lower case the same. */
  names: number
  lookups: number
  clients: number
  /** Of the packets with its queries and responses; null where only logs tell of them. */
  bytes: number | null
  /** Queries to a server without a response. */
  unanswered: number
  nxdomain: number
  /** Response codes as tshark prints them, most frequent first, and how often each came. */
  rcodes: { rcode: number; name: string; count: number }[]
  /** Seconds from query to response; null without a pair. */
  median_seconds: number | null
}

type Found = DnsDomain & { seconds: number[]; packetBytes: number; hasPackets: boolean }

const NXDOMAIN = 3

/** Registered domains asked for, most lookups first; lookups without a name belong to none. */
export function dnsDomains(tables: CaptureTables, selected: Selected | null): List<DnsDomain> {
  const { dns } = tables
  const names = new FoldedNames(tables.texts)
  const domainOfName: number[] = []
  const domains = new Map<string, number>()
  const clients = new PairIndex()
  const rcodes = new PairIndex()
  const rcodeCounts: number[] = []
  const found: Found[] = []
  for (const row of selectedLookups(tables, selected)) {
    if (dns.query[row] === 0) continue
    const name = names.numberOf(dns.query[row])
    const isNewName = name === domainOfName.length
    if (isNewName) domainOfName.push(domainNumber(names.texts[name], domains, found))
    const number = domainOfName[name]
    const domain = found[number]
    if (isNewName) domain.names++
    domain.lookups++
    const known = clients.size
    if (clients.of(number, dns.client[row]) === known) domain.clients++
    if (dns.responseFrame[row] === 0 && tables.protocolNames[dns.protocol[row]] === 'dns') domain.unanswered++
    if (dns.rcode[row] >= 0) {
      if (dns.rcode[row] === NXDOMAIN) domain.nxdomain++
      const rcode = rcodes.of(number, dns.rcode[row])
      rcodeCounts[rcode] = (rcodeCounts[rcode] ?? 0) + 1
    }
    for (const frame of [dns.queryFrame[row], dns.responseFrame[row]]) {
      const packet = packetNumber(frame)
      if (packet === null) continue
      domain.hasPackets = true
      domain.packetBytes += tables.packets.length[packet - 1]
    }
    const seconds = lookupSeconds(tables, row)
    if (!Number.isNaN(seconds)) domain.seconds.push(seconds)
  }
  const byCount = Array.from(rcodeCounts, (_, at) => at).sort((x, y) => rcodeCounts[y] - rcodeCounts[x])
  for (const at of byCount) {
    const rcode = rcodes.second[at]
    found[rcodes.first[at]].rcodes.push({ rcode, name: dnsRcodeName(rcode), count: rcodeCounts[at] })
  }
  const rows = found
    .map(({ seconds, packetBytes, hasPackets, ...domain }) => ({
      ...domain,
      bytes: hasPackets ? packetBytes : null,
      median_seconds: median(seconds),
    }))
    .sort((x, y) => y.lookups - x.lookups)
  return listOf(rows)
}

function domainNumber(name: string, domains: Map<string, number>, found: Found[]): number {
  const registered = registeredDomain(name)
  const domain = registered ?? name.slice(name.lastIndexOf('.') + 1)
  let number = domains.get(domain)
  if (number === undefined) {
    number = found.length
    domains.set(domain, number)
    found.push({
      domain,
      is_registered: registered !== null,
      names: 0,
      lookups: 0,
      clients: 0,
      bytes: null,
      unanswered: 0,
      nxdomain: 0,
      rcodes: [],
      median_seconds: null,
      seconds: [],
      packetBytes: 0,
      hasPackets: false,
    })
  }
  return number
}
