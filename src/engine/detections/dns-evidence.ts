import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Found } from './detection.ts'
import { literalPattern, lookupsBelow, quoted } from '../analysis/expression-text.ts'
import { addressTexts, timeText } from './evidence-text.ts'
import { frameNanoseconds, span } from './frame-times.ts'
import { NO_DOMAIN } from '../analysis/queried-domains.ts'

/** Who asked whom, how often and when, of rows of the DNS table. */
export function lookupFacts(
  tables: CaptureTables,
  rows: readonly number[],
): Pick<Found, 'src' | 'dst' | 'count' | 'first' | 'last'> {
  const { dns } = tables
  const { first, last } = span(rows.map((row) => lookupTime(tables, row)))
  const servers = new Set(rows.map((row) => dns.server[row]))
  const clients = [...new Set(rows.map((row) => dns.client[row]))]
  // A resolver only passes on what it is asked.
  const askers = clients.filter((client) => !servers.has(client))
  return {
    src: addressTexts(tables, askers.length === 0 ? clients : askers),
    dst: addressTexts(tables, servers),
    count: rows.length,
    first: timeText(tables, first),
    last: timeText(tables, last),
  }
}

/** Nanoseconds after the base second of the query, or of the response where only that was seen. */
export function lookupTime(tables: CaptureTables, row: number): number {
  return frameNanoseconds(tables, tables.dns.queryFrame[row] || tables.dns.responseFrame[row])
}

/** Lookups of a domain and of everything below it, in any case; '' = names that end in none. */
export function belowDomain(domain: string): string {
  if (domain === '') return `dns.qry.name matches ${quoted(NO_DOMAIN)}`
  return lookupsBelow(domain)
}

/** '12 names below example.com'. */
export function namesBelow(count: number, domain: string): string {
  return domain === '' ? `${count} names that end in no domain` : `${count} names below ${domain}`
}

/** Lookups of just this name, in any case. */
export function ofName(name: string): string {
  return `dns.qry.name matches ${quoted(`^${literalPattern(name)}$`)}`
}
