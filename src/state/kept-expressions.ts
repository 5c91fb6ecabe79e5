import { create } from 'zustand'

/** An expression that a person has given a name. */
export type SavedExpression = { name: string; text: string }

/** What stays in this browser: expressions that were typed and applied, and those that were saved. Nothing else does. */
export type KeptExpressions = {
  /** Newest first. */
  recent: readonly string[]
  saved: readonly SavedExpression[]
}

const KEY = 'capscope-expressions'
const RECENT_MOST = 30
const SAVED_MOST = 500
const LONGEST = 4000

export const useKept = create<KeptExpressions>(() => read())

function read(): KeptExpressions {
  try {
    return keptOf(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return { recent: [], saved: [] }
  }
}

/** Takes what has the right form of a text that anybody may have written. Throws SyntaxError when it is no JSON. */
export function keptOf(json: string): KeptExpressions {
  const found: unknown = JSON.parse(json)
  const list = (name: string): unknown[] => {
    const value: unknown =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Record<string, unknown>)[name]
        : undefined
    return Array.isArray(value) ? value : []
  }
  const isText = (value: unknown): value is string =>
    typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST
  const saved: SavedExpression[] = []
  for (const entry of list('saved')) {
    if (typeof entry !== 'object' || entry === null) continue
    const { name, text } = entry as Partial<Record<string, unknown>>
    if (isText(name) && isText(text)) saved.push({ name, text })
  }
  return { recent: list('recent').filter(isText).slice(0, RECENT_MOST), saved: saved.slice(0, SAVED_MOST) }
}

function keep(change: Partial<KeptExpressions>): void {
  useKept.setState(change)
  try {
    localStorage.setItem(KEY, JSON.stringify(useKept.getState()))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}

export function rememberExpression(text: string): void {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > LONGEST) return
  const { recent } = useKept.getState()
  keep({ recent: [trimmed, ...recent.filter((other) => other !== trimmed)].slice(0, RECENT_MOST) })
}

/** A name that is there already gets the new text. */
export function saveExpression(name: string, text: string): void {
  keep({ saved: merged(useKept.getState().saved, [{ name, text }]) })
}

export function removeSaved(name: string): void {
  keep({ saved: useKept.getState().saved.filter((entry) => entry.name !== name) })
}

export function forgetRecent(): void {
  keep({ recent: [] })
}

/** The saved expressions as a file's text, for importSaved. */
export function exportSaved(): string {
  return `${JSON.stringify({ saved: useKept.getState().saved }, null, 2)}\n`
}

/** Adds the saved expressions of a file; answers how many it has. */
export function importSaved(json: string): number {
  const { saved } = keptOf(json)
  keep({ saved: merged(useKept.getState().saved, saved) })
  return saved.length
}

function merged(before: readonly SavedExpression[], added: readonly SavedExpression[]): SavedExpression[] {
  const byName = new Map(before.map((entry) => [entry.name, entry]))
  for (const entry of added) byName.set(entry.name, entry)
  return [...byName.values()].slice(0, SAVED_MOST)
}
