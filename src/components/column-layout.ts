import { useCallback, useMemo, useState } from 'react'
import type { GridColumn } from './grid-column.ts'

/** Which columns a person wants, in which order, and the widths in pixels of those that were drawn wider or narrower. */
export type ColumnLayout = { shown: readonly string[]; widths: ReadonlyMap<string, number> }

const MOST_COLUMNS = 60
const NARROWEST = 40
const WIDEST = 4000

/** Takes what has the right form of a text that anybody may have written; null when it says nothing. */
export function layoutOf(json: string | null): ColumnLayout | null {
  let found: unknown
  try {
    found = JSON.parse(json ?? 'null')
  } catch {
    return null
  }
  if (typeof found !== 'object' || found === null) return null
  const { shown, widths } = found as { shown?: unknown; widths?: unknown }
  const ids = Array.isArray(shown) ? shown.filter((id) => typeof id === 'string' && id.length <= 200) : []
  if (ids.length === 0) return null
  const pairs: [string, number][] = []
  for (const pair of Array.isArray(widths) ? (widths as unknown[]) : []) {
    if (!Array.isArray(pair)) continue
    const [id, width] = pair as unknown[]
    if (typeof id === 'string' && typeof width === 'number' && width >= NARROWEST && width <= WIDEST)
      pairs.push([id, Math.round(width)])
  }
  return { shown: [...new Set(ids as string[])].slice(0, MOST_COLUMNS), widths: new Map(pairs) }
}

function written({ shown, widths }: ColumnLayout): string {
  return JSON.stringify({ shown, widths: [...widths] })
}

/** `id` before or behind the column that it is dropped on, depending on where it comes from. */
export function moved(shown: readonly string[], id: string, onto: string): string[] {
  const from = shown.indexOf(id)
  const to = shown.indexOf(onto)
  if (from < 0 || to < 0 || from === to) return [...shown]
  const rest = shown.filter((other) => other !== id)
  rest.splice(to, 0, id)
  return rest
}

export type ColumnChoice<Row> = {
  /** The columns to show, in their order, with their widths. */
  columns: readonly GridColumn<Row>[]
  shown: readonly string[]
  /** Adds a column at the end, or takes it away; the last one stays. */
  toggle: (id: string) => void
  move: (id: string, onto: string) => void
  resize: (id: string, width: number) => void
  /** Back to the columns that the view began with. */
  reset: () => void
  /** How often that was: the key of the grid, which then begins with the widths of its columns again. */
  resets: number
}

/**
 * Columns that a person chooses, orders and resizes; what was chosen stays in this browser under `name`. `columnOf` makes
 * the column of an id; ids that it does not know are left out.
 */
export function useColumnLayout<Row>(
  name: string,
  initial: readonly string[],
  columnOf: (id: string) => GridColumn<Row> | null,
): ColumnChoice<Row> {
  const key = `capscope-columns-${name}`
  const [layout, setLayout] = useState<ColumnLayout>(() => kept(key) ?? { shown: initial, widths: new Map() })
  const [resets, setResets] = useState(0)
  const change = useCallback(
    (next: (layout: ColumnLayout) => ColumnLayout) =>
      setLayout((former) => {
        const changed = next(former)
        keep(key, changed)
        return changed
      }),
    [key],
  )
  const columns = useMemo(() => {
    const found = layout.shown.flatMap((id) => {
      const column = columnOf(id)
      const width = layout.widths.get(id)
      // What was given a width keeps it: it takes no share of the room that is left over.
      return column === null ? [] : [width === undefined ? column : { ...column, width, grow: false }]
    })
    return found.length > 0 ? found : initial.flatMap((id) => columnOf(id) ?? [])
  }, [layout, columnOf, initial])
  return {
    columns,
    shown: layout.shown,
    toggle: (id) =>
      change(({ shown, widths }) => ({
        shown: !shown.includes(id) ? [...shown, id] : shown.length > 1 ? shown.filter((other) => other !== id) : shown,
        widths,
      })),
    move: (id, onto) => change(({ shown, widths }) => ({ shown: moved(shown, id, onto), widths })),
    resize: (id, width) => change(({ shown, widths }) => ({ shown, widths: new Map(widths).set(id, width) })),
    reset: () => {
      change(() => ({ shown: initial, widths: new Map() }))
      setResets((count) => count + 1)
    },
    resets,
  }
}

function kept(key: string): ColumnLayout | null {
  try {
    return layoutOf(localStorage.getItem(key))
  } catch {
    return null
  }
}

function keep(key: string, layout: ColumnLayout): void {
  try {
    localStorage.setItem(key, written(layout))
  } catch {
    // A browser that keeps nothing: it lasts as long as the page.
  }
}
