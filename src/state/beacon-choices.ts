import { create } from 'zustand'
import type { BeaconFilter } from '../engine/analysis/beacon-filter.ts'

/** How a person wants beacons to be looked at; it stays in this browser. What the engine takes as its query. */
export type BeaconChoices = {
  /** Lines of the allow-list. */
  allowed: readonly string[]
  /** Networks of one's own, those that no host far away has, and those that are always looked at; null = the defaults. */
  internal: readonly string[] | null
  never: readonly string[] | null
  always: readonly string[] | null
  filter: BeaconFilter
  /** Name of a setting -> value, where it is not the default. */
  settings: Readonly<Record<string, number>>
}

export type BeaconList = 'allowed' | 'internal' | 'never' | 'always'

const FILTERS: ReadonlySet<unknown> = new Set<BeaconFilter>(['none', 'addresses', 'crossing', 'outgoing'])
const NOTHING: BeaconChoices = {
  allowed: [],
  internal: null,
  never: null,
  always: null,
  filter: 'addresses',
  settings: {},
}

const KEY = 'capscope-beacons'
const MOST_LINES = 2000
const LONGEST = 300

export const useBeaconChoices = create<BeaconChoices>(() => read())

function read(): BeaconChoices {
  try {
    return beaconChoicesOf(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return NOTHING
  }
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function beaconChoicesOf(json: string): BeaconChoices {
  const found = entriesOf(JSON.parse(json))
  const filter = found.get('filter')
  const settings = Array.from(entriesOf(found.get('settings'))).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  )
  return {
    allowed: linesOf(found.get('allowed')) ?? [],
    internal: linesOf(found.get('internal')),
    never: linesOf(found.get('never')),
    always: linesOf(found.get('always')),
    filter: isFilter(filter) ? filter : NOTHING.filter,
    settings: Object.fromEntries(settings),
  }
}

function linesOf(value: unknown): string[] | null {
  return Array.isArray(value) ? bounded(value.filter((one): one is string => typeof one === 'string')) : null
}

function isFilter(value: unknown): value is BeaconFilter {
  return FILTERS.has(value)
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function bounded(lines: readonly string[]): string[] {
  return lines.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST))
}

function keep(change: Partial<BeaconChoices>): void {
  useBeaconChoices.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(useBeaconChoices.getState()))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}

/** One entry a line; empty lines at the end go. null: back to the default. */
export function setBeaconList(list: BeaconList, text: string | null): void {
  const lines = text === null ? null : text.trim() === '' ? [] : bounded(text.trimEnd().split(/\r?\n/))
  keep(list === 'allowed' ? { allowed: lines ?? [] } : { [list]: lines })
}

export function setBeaconFilter(filter: BeaconFilter): void {
  keep({ filter })
}

/** null: back to the default. */
export function setBeaconSetting(name: string, value: number | null): void {
  const settings = new Map(Object.entries(useBeaconChoices.getState().settings))
  if (value === null) settings.delete(name)
  else settings.set(name, value)
  keep({ settings: Object.fromEntries(settings) })
}
