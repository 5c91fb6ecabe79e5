import { expect, test } from 'vitest'
import { valueHistogram } from './value-histogram.ts'

test('equal parts, the greatest value in the last', () => {
  const { from, to, counts, above } = valueHistogram([0, 1, 12, 23.5, 24])
  expect([from, to, above]).toEqual([0, 24, 0])
  expect(counts).toEqual([1, 1, ...Array.from({ length: 10 }, () => 0), 1, ...Array.from({ length: 10 }, () => 0), 2])
})

test('strays are counted apart; one value has one part; none has none', () => {
  expect(valueHistogram([5, 5, 5, 900], 15)).toEqual({ from: 5, to: 5, counts: [3], above: 1 })
  expect(valueHistogram([])).toEqual({ from: 0, to: 0, counts: [], above: 0 })
  expect(valueHistogram([7], 3)).toEqual({ from: 0, to: 0, counts: [], above: 1 })
})
