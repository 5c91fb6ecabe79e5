import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { FoldedNames } from './folded-names.ts'
import { selectedRequests } from './http-requests.ts'
import { type List, listOf } from './list.ts'
import { PairIndex } from './pair-index.ts'

/** The requests to one host: its name as the requests say it, else the server's address. */
export type HttpHost = {
  host: string
  requests: number
  clients: number
  /** Responses with a status of 400 and above. */
  errors: number
  /** Sum of the response bodies' lengths, where they are known. */
  bytes: number
}

/** Hosts, most requests first; upper and lower case the same. */
export function httpHosts(tables: CaptureTables, selected: Selected | null): List<HttpHost> {
  const { http, addresses } = tables
  const names = new FoldedNames(tables.texts)
  const clients = new PairIndex()
  const hosts: HttpHost[] = []
  for (const row of selectedRequests(tables, selected)) {
    const named = http.host[row]
    const number = named === 0 ? names.numberOfText(addresses.text(http.destination[row])) : names.numberOf(named)
    if (number === hosts.length) hosts.push({ host: names.texts[number], requests: 0, clients: 0, errors: 0, bytes: 0 })
    const host = hosts[number]
    host.requests++
    const known = clients.size
    if (clients.of(number, http.source[row]) === known) host.clients++
    const response = http.peer[row] - 1
    if (response < 0) continue
    if (http.status[response] >= 400) host.errors++
    if (http.bodyLength[response] > 0) host.bytes += http.bodyLength[response]
  }
  return listOf(hosts.sort((x, y) => y.requests - x.requests))
}
