import { joined, type Part, type TimeRange } from './selection-store.ts'
import { optionsOf, type RouteOptions, viewHref, viewOf } from './route-store.ts'

/** What the address says: the view, and what is selected. */
export type Place = {
  view: string
  options: RouteOptions
  expression: string
  /** Conditions that are kept and do not count. */
  disabled: string[]
  timeRange: TimeRange | null
}

export function placeOf(hash: string): Place {
  const query = new URLSearchParams(hash.includes('?') ? hash.slice(hash.indexOf('?') + 1) : '')
  const seconds = (name: string) => Number(query.get(name) || Number.NaN)
  const from = seconds('from')
  const to = seconds('to')
  return {
    view: viewOf(hash),
    options: optionsOf(hash),
    expression: query.get('expression') ?? '',
    disabled: query.getAll('off'),
    timeRange: from <= to ? { from, to } : null,
  }
}

/** `#/dns?expression=ip.addr+%3D%3D+10.0.0.1&from=…&to=…`; without a selection `#/dns`. */
export function hashOf(
  view: string,
  parts: readonly Part[],
  timeRange: TimeRange | null,
  options: RouteOptions = new Map(),
): string {
  const query = new URLSearchParams([...options])
  const expression = joined(parts)
  if (expression !== '') query.set('expression', expression)
  for (const part of parts) if (!part.enabled) query.append('off', part.text)
  if (timeRange !== null) {
    query.set('from', String(timeRange.from))
    query.set('to', String(timeRange.to))
  }
  const search = query.toString()
  return search === '' ? viewHref(view) : `${viewHref(view)}?${search}`
}
