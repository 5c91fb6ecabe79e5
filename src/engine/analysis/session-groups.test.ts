import { expect, test } from 'vitest'
import { frequentPairs, grouped, sourceCounts } from './session-groups.ts'

/** Rows from 1 on, as [from, to, seconds]. */
function columns(rows: readonly (readonly [number, number, number])[]) {
  const all = [[0, 0, 0] as const, ...rows]
  return {
    order: Uint32Array.from(rows, (_, i) => i + 1),
    from: Uint32Array.from(all, ([from]) => from),
    to: Uint32Array.from(all, ([, to]) => to),
    times: { start: new Float64Array(all.length), end: Float64Array.from(all, ([, , seconds]) => seconds * 1e9) },
  }
}

test('pairs with enough sessions or time are all kept, whatever shares their buckets', () => {
  const rows: [number, number, number][] = []
  for (let i = 0; i < 5000; i++) rows.push([i, 7000 + i, 1])
  for (let i = 0; i < 4; i++) rows.push([1, 2, 1])
  rows.push([3, 4, 3600], [5, 0, 9999])
  const { order, from, to, times } = columns(rows)
  const kept = frequentPairs(order, from, to, times, 4, 3600)
  expect([5001, 5002, 5003, 5004, 5005].every((row) => kept.includes(row))).toBe(true)
  // what has no second value is in no pair; of 5000 single sessions only those in full buckets stay
  expect(kept.includes(5006)).toBe(false)
  expect(kept.length).toBeLessThan(500)
})

test('groups in the order of their first sessions; sources that count, each once', () => {
  const { order, from, to } = columns([
    [1, 9, 0],
    [2, 9, 0],
    [1, 9, 0],
    [1, 8, 0],
    [3, 9, 0],
    [3, 0, 0],
  ])
  expect([...grouped(order, from, to)].map((group) => [group.from, group.to, [...group.rows]])).toEqual([
    [1, 9, [1, 3]],
    [2, 9, [2]],
    [1, 8, [4]],
    [3, 9, [5]],
  ])
  const isCounted = Uint8Array.of(0, 1, 1, 0)
  expect([...sourceCounts(order, from, to, new Set([9]), isCounted)]).toEqual([[9, 2]])
})
