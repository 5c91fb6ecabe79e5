import { firstRows } from './first-rows.ts'
import type { List } from './list.ts'
import { sortedOrder } from './sort-order.ts'

/** Lists that are kept at once: what a page shows beside each other. */
const MOST = 24

/** Rows at the top of a list of many that are found without sorting all of it. */
const FIRST = 1000
const MANY = 50_000

/** `firsts`: the first rows in an order; `orders`: all of them, once somebody looked further. */
type Entry = { list: List<unknown>; orders: Map<string, Uint32Array>; firsts: Map<string, Uint32Array> }

/** Keeps the lists behind the windows that a page asks for, and their orders, until the answers change. */
export class ListCache {
  private readonly entries = new Map<string, Entry>()
  private state = ''

  /**
   * Rows start … start + length of a list in an order ('bytes:desc'; none = its own). The list is made when `key` is
   * new or `state` (what every answer depends on) has changed.
   */
  window<T>(
    state: string,
    key: string,
    make: () => List<T>,
    window: { order?: string | undefined; start?: number | undefined; length?: number | undefined },
  ): { total: number; start: number; rows: T[] } {
    if (state !== this.state) {
      this.entries.clear()
      this.state = state
    }
    let entry = this.entries.get(key)
    if (entry === undefined) {
      entry = { list: make(), orders: new Map(), firsts: new Map() }
      const oldest = this.entries.keys().next()
      if (this.entries.size >= MOST && oldest.done !== true) this.entries.delete(oldest.value)
      this.entries.set(key, entry)
    }
    const list = entry.list as List<T>
    const start = bounded(window.start ?? 0, list.length)
    const end = bounded(start + (window.length ?? list.length), list.length)
    const order = window.order === undefined || start === end ? null : this.order(entry, window.order, end)
    const rows: T[] = []
    for (let at = start; at < end; at++) rows.push(list.row(order === null ? at : order[at]))
    return { total: list.length, start, rows }
  }

  clear(): void {
    this.entries.clear()
  }

  /** The rows in an order, at least those before `end`; null = the list has no such key. */
  private order({ list, orders, firsts }: Entry, order: string, end: number): Uint32Array | null {
    const isFirst = end <= FIRST && list.length >= MANY
    const known = orders.get(order) ?? (isFirst ? firsts.get(order) : undefined)
    if (known !== undefined) return known
    if (isFirst) {
      const first = firstRows(
        list.length,
        FIRST,
        parts(order).map(({ key, descending }) => () => {
          const keys = list.sortKeys(key)
          return keys === null ? null : { keys, descending }
        }),
      )
      firsts.set(order, first)
      return first
    }
    const sorted = orderBy(list, order)
    if (sorted === null) return null
    orders.set(order, sorted)
    return sorted
  }
}

/** The keys of 'bytes:desc,start:asc', the first one first. */
function parts(order: string): { key: string; descending: boolean }[] {
  return order.split(',').map((part) => {
    const [, key, direction] = /^(.*?)(?::(asc|desc))?$/.exec(part) ?? []
    return { key, descending: direction === 'desc' }
  })
}

/** The rows by several keys, the first one first; keys that the list does not have do not count. */
function orderBy(list: List<unknown>, order: string): Uint32Array | null {
  let sorted: Uint32Array | null = null
  // The sort is stable: the last key first.
  for (const { key, descending } of parts(order).reverse()) {
    const keys = list.sortKeys(key)
    if (keys === null) continue
    const former = sorted
    if (former === null) sorted = sortedOrder(keys, descending)
    else {
      const moved = new Float64Array(keys.length)
      for (let at = 0; at < moved.length; at++) moved[at] = keys[former[at]]
      const next = sortedOrder(moved, descending)
      for (let at = 0; at < next.length; at++) next[at] = former[next[at]]
      sorted = next
    }
  }
  return sorted
}

function bounded(value: number, length: number): number {
  return Math.max(0, Math.min(length, Math.floor(value)))
}
