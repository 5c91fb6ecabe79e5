import { epochText } from '../bytes/epoch-text.ts'
import { isGroupAddress } from '../analysis/address-scope.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { MOST_NAMED } from './detection.ts'

/** The words of evidence: expressions of the search bar's grammar. */

/** Conditions that hold together. */
export function all(...conditions: readonly string[]): string {
  return conditions.filter((condition) => condition !== '').join(' and ')
}

/** Conditions of which one holds, fit to stand beside others. */
export function any(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(' or ')})`
}

/** The field has one of the values; texts are to be `quoted` first. */
export function oneOf(field: string, values: readonly (string | number)[]): string {
  return values.length === 1 ? `${field} == ${values[0]}` : `${field} in {${values.join(', ')}}`
}

/** Sessions that begin within [first, last], nanoseconds after the base second; '' where these are no times. */
export function beginsWithin(tables: CaptureTables, first: number, last: number): string {
  const from = timeText(tables, first)
  const to = timeText(tables, last)
  return from === null || to === null ? '' : `ts >= ${from} and ts <= ${to}`
}

/** Packets and records of a time, as beginsWithin. */
export function frameWithin(tables: CaptureTables, first: number, last: number): string {
  return beginsWithin(tables, first, last).replaceAll('ts ', 'frame.time ')
}

/** Nanoseconds after the base second in the file's precision; null where that is no time. */
export function timeText(tables: CaptureTables, time: number): string | null {
  return Number.isFinite(time) ? epochText(time, tables.baseSecond, tables.sources[0]?.precision ?? 6) : null
}

/** The addresses of ids, each once, in numeric order, the first MOST_NAMED. */
export function addressTexts({ addresses }: CaptureTables, ids: Iterable<number>): string[] {
  return [...new Set(ids)]
    .sort((x, y) => addresses.compare(x, y))
    .slice(0, MOST_NAMED)
    .map((id) => addresses.text(id))
}

/** Sessions whose responder is one host: UNICAST in words. */
export function isUnicast({ addresses, sessions }: CaptureTables, row: number): boolean {
  return !isGroupAddress(addresses, sessions.respHost[row])
}

export const UNICAST = 'not id.resp_h in {224.0.0.0/4, 255.255.255.255, ff00::/8}'
