import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EarliestFirst } from './merge.ts'

type Record = { seconds: number; nanoseconds: number }

/** What comes out: [file, place in the file], in order. */
function merged(files: readonly (readonly Record[])[]): [number, number][] {
  const heap = new EarliestFirst<{ order: number; at: number; reader: Record }>()
  files.forEach((records, order) => {
    if (records.length > 0) heap.push({ order, at: 0, reader: records[0] })
  })
  const out: [number, number][] = []
  while (heap.size > 0) {
    const { top } = heap
    out.push([top.order, top.at])
    top.at++
    if (top.at < files[top.order].length) {
      top.reader = files[top.order][top.at]
      heap.settle()
    } else heap.removeTop()
  }
  return out
}

const record = fc.record({ seconds: fc.nat(5), nanoseconds: fc.nat(2) })
const files = fc.array(fc.array(record, { maxLength: 8 }), { maxLength: 7 })
const compare = (a: Record, b: Record) => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds

test('always the earliest of the current records, the first file among equals', () => {
  fc.assert(
    fc.property(files, (given) => {
      const at = given.map(() => 0)
      for (const [file, place] of merged(given)) {
        expect(place).toBe(at[file])
        given.forEach((records, other) => {
          if (at[other] >= records.length) return
          const difference = compare(given[file][place], records[at[other]])
          expect(difference).toBeLessThanOrEqual(0)
          if (difference === 0) expect(file).toBeLessThanOrEqual(other)
        })
        at[file]++
      }
      expect(at).toEqual(given.map((records) => records.length))
    }),
  )
})

test('records without a time come at once', () => {
  const timeless = { seconds: Number.NaN, nanoseconds: 0 }
  const early = { seconds: 1, nanoseconds: 0 }
  expect(merged([[early, early], [timeless, timeless], [timeless]])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
    [0, 0],
    [0, 1],
  ])
})
