import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { lookupSeconds, selectedLookups } from './dns-lookups.ts'
import { FoldedNames } from './folded-names.ts'
import { packetNumber } from './frame-source.ts'
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
  slowest: { full_query: string | null; server: string; seconds: number; query_frame: number | null } | null
}

const NXDOMAIN = 3

export function dnsSummary(tables: CaptureTables, selected: Selected | null): DnsSummary {
  const { dns, texts, addresses } = tables
  const names = new FoldedNames(texts)
  const rows = selectedLookups(tables, selected)
  const seconds: number[] = []
  let slowest = -1
  const counts = {
    lookups: rows.length,
    multicast: 0,
    unanswered: 0,
    unsolicited: 0,
    answered: 0,
    nxdomain: 0,
    failed: 0,
  }
  for (const row of rows) {
    if (dns.query[row] !== 0) names.numberOf(dns.query[row])
    if (tables.protocolNames[dns.protocol[row]] !== 'dns') counts.multicast++
    else if (dns.responseFrame[row] === 0) counts.unanswered++
    else {
      counts.answered++
      if (dns.queryFrame[row] === 0) counts.unsolicited++
      if (dns.rcode[row] === NXDOMAIN) counts.nxdomain++
      else if (dns.rcode[row] > 0) counts.failed++
    }
    const time = lookupSeconds(tables, row)
    if (Number.isNaN(time)) continue
    seconds.push(time)
    if (slowest < 0 || time > lookupSeconds(tables, slowest)) slowest = row
  }
  return {
    ...counts,
    names: names.texts.length,
    median_seconds: median(seconds),
    slowest:
      slowest < 0
        ? null
        : {
            full_query: texts.textOrNull(dns.query[slowest]),
            server: addresses.text(dns.server[slowest]),
            seconds: lookupSeconds(tables, slowest),
            query_frame: packetNumber(dns.queryFrame[slowest]),
          },
  }
}
