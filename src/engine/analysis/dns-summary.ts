import type { DnsLookup } from './dns-lookups.ts'
import type { List } from './list.ts'
import { median } from './median.ts'

/**
 * The lookups in a few numbers. What is asked by multicast (mdns, llmnr) is counted apart: its answers go to everybody,
 * so that no answer can be missing and none is unsolicited.
 */
export type DnsSummary = {
  lookups: number
  /** Of the lookups: those asked by multicast. */
  multicast: number
  /** Queries to a server without an answer, and answers of a server without a query. */
  unanswered: number
  unsolicited: number
  /** Answers of a server, and those of them with response code 3 (NXDOMAIN) and with any other error. */
  answered: number
  nxdomain: number
  failed: number
  /** Distinct names asked for, upper and lower case the same. */
  names: number
  /** Seconds from query to answer; null without a pair. */
  median_seconds: number | null
  slowest: { full_query: string | null; server: string; seconds: number; query_frame: number } | null
}

/** Seconds from query to answer; NaN where one of them is missing. Differences of the same second keep their digits. */
export function dnsSeconds({ query_time, response_time }: Pick<DnsLookup, 'query_time' | 'response_time'>): number {
  if (query_time === null || response_time === null) return Number.NaN
  const [querySecond, queryRest = '0'] = query_time.split('.')
  const [responseSecond, responseRest = '0'] = response_time.split('.')
  const nanoseconds = Number(responseRest.padEnd(9, '0')) - Number(queryRest.padEnd(9, '0'))
  return Number(responseSecond) - Number(querySecond) + nanoseconds / 1e9
}

const NXDOMAIN = 3

export function dnsSummary(lookups: List<DnsLookup>): DnsSummary {
  const names = new Set<string>()
  const seconds: number[] = []
  const summary: DnsSummary = {
    lookups: lookups.length,
    multicast: 0,
    unanswered: 0,
    unsolicited: 0,
    answered: 0,
    nxdomain: 0,
    failed: 0,
    names: 0,
    median_seconds: null,
    slowest: null,
  }
  for (let i = 0; i < lookups.length; i++) {
    const lookup = lookups.row(i)
    if (lookup.full_query !== null) names.add(lookup.full_query.toLowerCase())
    if (lookup.protocol !== 'dns') summary.multicast++
    else if (lookup.response_frame === null) summary.unanswered++
    else {
      summary.answered++
      if (lookup.query_frame === null) summary.unsolicited++
      if (lookup.rcode === NXDOMAIN) summary.nxdomain++
      else if (lookup.rcode !== 0 && lookup.rcode !== null) summary.failed++
    }
    const time = dnsSeconds(lookup)
    if (Number.isNaN(time)) continue
    seconds.push(time)
    if (summary.slowest === null || time > summary.slowest.seconds) {
      const { full_query, server, query_frame } = lookup
      summary.slowest = { full_query, server, seconds: time, query_frame: query_frame! }
    }
  }
  summary.names = names.size
  summary.median_seconds = median(seconds)
  return summary
}
