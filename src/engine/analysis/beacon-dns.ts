import { IPV4 } from '../tables/address-pool.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { type QueriedDomain, queriedDomains } from './queried-domains.ts'
import { frameNanoseconds } from './times.ts'

/** A domain below which many names were asked for, by all sources together: RITA's C2 over DNS. */
export type DnsPair = {
  domain: string
  names: number
  /** Sessions of the lookups, each once. */
  sessions: Uint32Array
  lookups: number
  /** Starts of the lookups in seconds after the base second, in order. */
  times: number[]
  /** Clients that asked, those that are no resolvers themselves where there are any; the most eager first. */
  askers: number[]
  /** Whether somebody connected to an address of the domain, and nobody who had not asked for it. */
  isDirect: boolean
}

const A = 1

/** Domains with at least `least` different names below them. */
export function dnsPairs(tables: CaptureTables, selected: Selected | null, least: number): DnsPair[] {
  const many = queriedDomains(tables, selected).filter(
    ({ domain, subdomains }) => domain !== '' && subdomains.length >= least,
  )
  return many.map((asked) => dnsPair(tables, asked))
}

function dnsPair(tables: CaptureTables, { domain, lookups, subdomains }: QueriedDomain): DnsPair {
  const { dns } = tables
  const servers = new Set(lookups.map((row) => dns.server[row]))
  const counts = new Map<number, number>()
  for (const row of lookups) counts.set(dns.client[row], (counts.get(dns.client[row]) ?? 0) + 1)
  const clients = [...counts].sort(([, x], [, y]) => y - x).map(([client]) => client)
  const askers = clients.filter((client) => !servers.has(client))
  return {
    domain,
    names: subdomains.length,
    sessions: Uint32Array.from(new Set(lookups.map((row) => dns.session[row]))).filter((row) => row !== 0),
    lookups: lookups.length,
    times: lookups
      .map((row) => frameNanoseconds(tables, dns.queryFrame[row] || dns.responseFrame[row]) / 1e9)
      .filter((time) => !Number.isNaN(time))
      .sort((x, y) => x - y),
    askers: askers.length === 0 ? clients : askers,
    isDirect: isDirect(tables, lookups, new Set(clients)),
  }
}

function isDirect(tables: CaptureTables, lookups: readonly number[], clients: ReadonlySet<number>): boolean {
  const { dns, dnsAnswers, texts, sessions, addresses } = tables
  const resolved = new Set<string>()
  for (const row of lookups)
    for (let at = dns.firstAnswer[row]; at < dns.firstAnswer[row] + dns.answers[row]; at++)
      if (dnsAnswers.type[at] === A && dnsAnswers.value[at] !== 0) resolved.add(texts.text(dnsAnswers.value[at]))
  if (resolved.size === 0) return false
  const isResolved = new Uint8Array(addresses.size)
  for (let id = 1; id < isResolved.length; id++)
    if (addresses.kind[id] === IPV4 && resolved.has(addresses.text(id))) isResolved[id] = 1
  let connections = 0
  for (let row = 1; row < sessions.rows; row++) {
    if (isResolved[sessions.respHost[row]] !== 1) continue
    if (!clients.has(sessions.origHost[row])) return false
    connections++
  }
  return connections > 0
}
