import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { FoldedNames } from './folded-names.ts'
import { packetNumber } from './frame-source.ts'
import { responseSeconds, selectedRequests } from './http-requests.ts'
import { median } from './median.ts'

/** The transactions in a few numbers. */
export type HttpSummary = {
  requests: number
  /** Requests without a response. */
  unanswered: number
  /** Responses by the hundreds of their status: index 0 = 1xx … 4 = 5xx. */
  classes: number[]
  /** Responses whose status is none of those. */
  other: number
  clients: number
  hosts: number
  /** Seconds from request to response; null without a pair. */
  median_seconds: number | null
  slowest: { host: string | null; uri: string | null; seconds: number; frame: number | null } | null
}

export function httpSummary(tables: CaptureTables, selected: Selected | null): HttpSummary {
  const { http, texts } = tables
  const rows = selectedRequests(tables, selected)
  const clients = new Set<number>()
  const hosts = new FoldedNames(texts)
  const classes = [0, 0, 0, 0, 0]
  const seconds: number[] = []
  let unanswered = 0
  let other = 0
  let slowest = -1
  for (const row of rows) {
    clients.add(http.source[row])
    if (http.host[row] !== 0) hosts.numberOf(http.host[row])
    if (http.peer[row] === 0) {
      unanswered++
      continue
    }
    const status = http.status[http.peer[row] - 1]
    if (status >= 100 && status < 600) classes[Math.floor(status / 100) - 1]++
    else other++
    const time = responseSeconds(tables, row)
    if (Number.isNaN(time)) continue
    seconds.push(time)
    if (slowest < 0 || time > responseSeconds(tables, slowest)) slowest = row
  }
  return {
    requests: rows.length,
    unanswered,
    classes,
    other,
    clients: clients.size,
    hosts: hosts.texts.length,
    median_seconds: median(seconds),
    slowest:
      slowest < 0
        ? null
        : {
            host: texts.textOrNull(http.host[slowest]),
            uri: texts.textOrNull(http.uri[slowest]),
            seconds: responseSeconds(tables, slowest),
            frame: packetNumber(http.frame[slowest]),
          },
  }
}
