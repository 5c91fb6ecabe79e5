/** Keys of every row, one of several that order a list; NaN comes last either way. */
export type OrderKey = { keys: Float64Array; descending: boolean }

/**
 * The first `count` of `length` rows in the order of their keys, the first key first; rows equal in all of them keep their
 * order. What a whole sort would begin with, in one or two passes over the keys instead of a sort of millions. A key is
 * asked for only when those before it leave rows equal; null = it says nothing.
 */
export function firstRows(length: number, count: number, keys: readonly (() => OrderKey | null)[]): Uint32Array {
  const made: (OrderKey | null | undefined)[] = keys.map(() => undefined)
  const keyAt = (level: number): OrderKey | null => {
    const known = made[level]
    return known === undefined ? (made[level] = keys[level]()) : known
  }
  const found = new Uint32Array(Math.min(count, length))
  let size = 0
  /** Takes the first rows of a part (null = of all) by the keys from a level on; `wanted` is fewer than there are. */
  const take = (part: Uint32Array | null, level: number, wanted: number): void => {
    const rows = part?.length ?? length
    if (level === keys.length || wanted === rows) {
      for (let at = 0; at < wanted; at++) found[size++] = part === null ? at : part[at]
      return
    }
    const key = keyAt(level)
    if (key === null) return take(part, level + 1, wanted)
    const limit = smallest(key, part, rows, wanted)
    const equal: number[] = []
    const before = size
    for (let at = 0; at < rows; at++) {
      const row = part === null ? at : part[at]
      const value = comparable(key, row)
      if (value < limit) found[size++] = row
      else if (value === limit) equal.push(row)
    }
    take(Uint32Array.from(equal), level + 1, wanted - (size - before))
  }
  take(null, 0, found.length)
  return found.sort((x, y) => {
    for (let level = 0; level < keys.length; level++) {
      const key = keyAt(level)
      if (key === null) continue
      const difference = comparable(key, x) - comparable(key, y)
      if (difference !== 0) return difference
    }
    return x - y
  })
}

/** Smaller comes first; no infinity but that of NaN, so that differences are numbers. */
function comparable({ keys, descending }: OrderKey, row: number): number {
  const key = keys[row]
  if (Number.isNaN(key)) return Number.MAX_VALUE
  const value = descending ? -key : key
  return value > LARGEST ? LARGEST : value < -LARGEST ? -LARGEST : value
}

/** Half of what a double holds: what two keys differ by is finite, too. */
const LARGEST = Number.MAX_VALUE / 2

/** The largest of the `count` smallest keys of the rows, found with a heap of so many. */
function smallest(key: OrderKey, part: Uint32Array | null, rows: number, count: number): number {
  const heap = new Float64Array(count)
  let size = 0
  for (let at = 0; at < rows; at++) {
    const value = comparable(key, part === null ? at : part[at])
    if (size < count) {
      let child = size++
      while (child > 0) {
        const above = (child - 1) >>> 1
        if (heap[above] >= value) break
        heap[child] = heap[above]
        child = above
      }
      heap[child] = value
    } else if (value < heap[0]) {
      let place = 0
      for (;;) {
        let below = 2 * place + 1
        if (below >= count) break
        if (below + 1 < count && heap[below + 1] > heap[below]) below++
        if (heap[below] <= value) break
        heap[place] = heap[below]
        place = below
      }
      heap[place] = value
    }
  }
  return heap[0]
}
