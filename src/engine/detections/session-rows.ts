import { PairIndex } from '../analysis/pair-index.ts'
import { sessionCounts } from '../analysis/session-counts.ts'
import { sortedOrder } from '../analysis/sort-order.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'

type Kept = { selected: Selected | null; sessions: number; packets: number; rows: Uint32Array }

/** The answer given last, since every check asks for the same. */
const memos = new WeakMap<CaptureTables, Kept>()

/** Rows of the selected sessions. */
export function selectedSessions(tables: CaptureTables, selected: Selected | null): Uint32Array {
  const known = memos.get(tables)
  const [sessions, packets] = [tables.sessions.rows, tables.packets.rows]
  if (known?.selected === selected && known.sessions === sessions && known.packets === packets) return known.rows
  const { isIn } = sessionCounts(tables, selected)
  const rows = filteredRows(sessions, (row) => isIn[row] === 1)
  memos.set(tables, { selected, sessions, packets, rows })
  return rows
}

/** The numbers below `length` that pass a test. */
function filteredRows(length: number, test: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(length)
  let kept = 0
  for (let row = 0; row < length; row++) if (test(row)) rows[kept++] = row
  return rows.subarray(0, kept)
}

/** Those of the rows whose key (a small whole number, as ids of addresses are) at least `least` of them have. */
export function frequentRows(rows: Uint32Array, keys: Uint32Array, least: number): Uint32Array {
  let largest = 0
  for (const row of rows) if (keys[row] > largest) largest = keys[row]
  const counts = new Uint32Array(largest + 1)
  for (const row of rows) counts[keys[row]]++
  return rows.filter((row) => counts[keys[row]] >= least)
}

/**
 * Those of the rows that share their pair of keys with others whose values add up to at least `least`: what is left of a
 * million sessions is then little enough to be sorted.
 */
export function heavyRows(
  rows: Uint32Array,
  firstOf: (row: number) => number,
  secondOf: (row: number) => number,
  valueOf: (row: number) => number,
  least: number,
): Uint32Array {
  const likely = inHeavyBuckets(rows, firstOf, secondOf, valueOf, least)
  const pairs = new PairIndex()
  const pairOf = new Uint32Array(likely.length)
  for (let at = 0; at < likely.length; at++) pairOf[at] = pairs.of(firstOf(likely[at]), secondOf(likely[at]))
  const sums = new Float64Array(pairs.size)
  for (let at = 0; at < likely.length; at++) sums[pairOf[at]] += valueOf(likely[at])
  return likely.filter((_, at) => sums[pairOf[at]] >= least)
}

const BUCKETS = 20

/** Pairs that fall into one bucket count together: none that is heavy is lost, and of a million pairs few are left. */
function inHeavyBuckets(
  rows: Uint32Array,
  firstOf: (row: number) => number,
  secondOf: (row: number) => number,
  valueOf: (row: number) => number,
  least: number,
): Uint32Array {
  const buckets = new Uint32Array(rows.length)
  const sums = new Float64Array(2 ** BUCKETS)
  for (let at = 0; at < rows.length; at++) {
    const mixed = Math.imul(firstOf(rows[at]), 0x9e3779b1) ^ Math.imul(secondOf(rows[at]), 0x85ebca6b)
    const bucket = Math.imul(mixed, 0x2c1b3c6d) >>> (32 - BUCKETS)
    buckets[at] = bucket
    sums[bucket] += valueOf(rows[at])
  }
  return rows.filter((_, at) => sums[buckets[at]] >= least)
}

/** Calls `visit` with the sessions of every key, in the order of their starts. */
export function eachGroup(
  tables: CaptureTables,
  rows: Uint32Array,
  keyOf: (row: number) => number,
  visit: (group: Uint32Array, key: number) => void,
): void {
  if (rows.length === 0) return
  const sorted = inOrder(
    inOrder(rows, (row) => tables.sessions.start[row]),
    keyOf,
  )
  let from = 0
  let key = keyOf(sorted[0])
  for (let at = 1; at <= sorted.length; at++) {
    const next = at < sorted.length ? keyOf(sorted[at]) : Number.NaN
    if (next === key) continue
    visit(sorted.subarray(from, at), key)
    from = at
    key = next
  }
}

function inOrder(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
  const keys = new Float64Array(rows.length)
  let isSorted = true
  for (let at = 0; at < rows.length; at++) {
    keys[at] = keyOf(rows[at])
    if (at > 0 && !(keys[at] >= keys[at - 1])) isSorted = false
  }
  if (isSorted) return rows
  const order = sortedOrder(keys, false)
  return order.map((at) => rows[at])
}

/** How many different values a column has in the rows. */
export function distinctCount(rows: Uint32Array, valueOf: (row: number) => number): number {
  const seen = new Set<number>()
  for (const row of rows) seen.add(valueOf(row))
  return seen.size
}

/** Rows of sessions that begin within a crowd's time. */
export function within(
  { sessions }: CaptureTables,
  rows: Uint32Array,
  { first, last }: { first: number; last: number },
) {
  return rows.filter((row) => sessions.start[row] >= first && sessions.start[row] <= last)
}
