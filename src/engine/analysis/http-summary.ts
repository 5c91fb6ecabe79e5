import type { HttpTransaction } from './http-requests.ts'
import type { List } from './list.ts'
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
  slowest: { host: string | null; uri: string | null; seconds: number; frame: number } | null
}

export function httpSummary(transactions: List<HttpTransaction>): HttpSummary {
  const clients = new Set<string>()
  const hosts = new Set<string>()
  const seconds: number[] = []
  const summary: HttpSummary = {
    requests: transactions.length,
    unanswered: 0,
    classes: [0, 0, 0, 0, 0],
    other: 0,
    clients: 0,
    hosts: 0,
    median_seconds: null,
    slowest: null,
  }
  for (let i = 0; i < transactions.length; i++) {
    const { src, host, uri, frame, status, response_time } = transactions.row(i)
    clients.add(src)
    if (host !== null) hosts.add(host.toLowerCase())
    if (status === null) summary.unanswered++
    else if (status >= 100 && status < 600) summary.classes[Math.floor(status / 100) - 1]++
    else summary.other++
    if (response_time === null) continue
    seconds.push(response_time)
    if (summary.slowest === null || response_time > summary.slowest.seconds) {
      summary.slowest = { host, uri, seconds: response_time, frame }
    }
  }
  summary.clients = clients.size
  summary.hosts = hosts.size
  summary.median_seconds = median(seconds)
  return summary
}
