import { create } from 'zustand'

/** How a person wants beacons to be looked at; it stays in this browser. What the engine takes as its query. */
export type BeaconChoices = {
  /** Lines of the allow-list. */
  allowed: readonly string[]
  /** Name of a setting -> value, where it is not the default. */
  settings: Readonly<Record<string, number>>
}

const KEY = 'capscope-beacons'
const MOST_LINES = 2000
const LONGEST = 300

export const useBeaconChoices = create<BeaconChoices>(() => read())

function read(): BeaconChoices {
  try {
    return beaconChoicesOf(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return { allowed: [], settings: {} }
  }
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function beaconChoicesOf(json: string): BeaconChoices {
  const found = entriesOf(JSON.parse(json))
  const allowed = found.get('allowed')
  const settings = Array.from(entriesOf(found.get('settings'))).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]),
  )
  return {
    allowed: Array.isArray(allowed) ? bounded(allowed.filter((one): one is string => typeof one === 'string')) : [],
    settings: Object.fromEntries(settings),
  }
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

/** One entry a line; empty lines at the end go. */
export function setAllowed(text: string): void {
  keep({ allowed: text.trim() === '' ? [] : bounded(text.trimEnd().split(/\r?\n/)) })
}

/** null: back to the default. */
export function setBeaconSetting(name: string, value: number | null): void {
  const settings = new Map(Object.entries(useBeaconChoices.getState().settings))
  if (value === null) settings.delete(name)
  else settings.set(name, value)
  keep({ settings: Object.fromEntries(settings) })
}
