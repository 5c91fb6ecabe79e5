import type { HttpTransaction } from './http-requests.ts'
import { listOf, type List } from './list.ts'

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
export function httpHosts(transactions: List<HttpTransaction>): List<HttpHost> {
  const hosts = new Map<string, { row: HttpHost; clients: Set<string> }>()
  for (let i = 0; i < transactions.length; i++) {
    const transaction = transactions.row(i)
    const host = (transaction.host ?? transaction.dst).toLowerCase()
    let count = hosts.get(host)
    if (count === undefined) {
      count = { row: { host, requests: 0, clients: 0, errors: 0, bytes: 0 }, clients: new Set() }
      hosts.set(host, count)
    }
    count.row.requests++
    count.clients.add(transaction.src)
    if (transaction.status !== null && transaction.status >= 400) count.row.errors++
    count.row.bytes += transaction.response_length ?? 0
  }
  const rows = [...hosts.values()].map(({ row, clients }) => ({ ...row, clients: clients.size }))
  return listOf(rows.sort((a, b) => b.requests - a.requests))
}
