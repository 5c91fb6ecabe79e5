import { create } from 'zustand'

/** A value that a person looks out for, in any capture. */
export type Watched = {
  field: string
  /** As written in the tables. */
  value: string
  /** The expression that selects it. */
  condition: string
}

const KEY = 'capscope-watchlist'
const MOST = 1000
const LONGEST = 4000

/** What stays in this browser until it is taken off: oldest first, each condition once. */
export const useWatchlist = create<{ entries: readonly Watched[] }>(() => ({ entries: read() }))

function read(): readonly Watched[] {
  try {
    return watchedOf(localStorage.getItem(KEY) ?? '[]')
  } catch {
    return []
  }
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function watchedOf(json: string): readonly Watched[] {
  const found: unknown = JSON.parse(json)
  const entries = new Map<string, Watched>()
  for (const entry of Array.isArray(found) ? (found as unknown[]) : []) {
    if (typeof entry !== 'object' || entry === null) continue
    const { field, value, condition } = entry as Partial<Record<string, unknown>>
    if (isText(field) && isText(value) && isText(condition)) entries.set(condition, { field, value, condition })
  }
  return [...entries.values()].slice(-MOST)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST
}

function keep(entries: readonly Watched[]): void {
  useWatchlist.setState({ entries })
  try {
    localStorage.setItem(KEY, JSON.stringify(entries))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}

export function isWatched(condition: string): boolean {
  return useWatchlist.getState().entries.some((entry) => entry.condition === condition)
}

/** Of more than it may hold the oldest one goes; what is too long to keep is not. */
export function watch({ field, value, condition }: Watched): void {
  if (!isText(field) || !isText(value) || !isText(condition) || isWatched(condition)) return
  keep([...useWatchlist.getState().entries, { field, value, condition }].slice(-MOST))
}

export function unwatch(condition: string): void {
  keep(useWatchlist.getState().entries.filter((entry) => entry.condition !== condition))
}

export function clearWatchlist(): void {
  keep([])
}

/** One expression for what any entry selects. */
export function anyWatched(entries: readonly Watched[]): string {
  return entries
    .map(({ condition }) => (/\s(?:and|or|xor|not)\s/.test(condition) ? `(${condition})` : condition))
    .join(' or ')
}
