import { expect, test } from 'vitest'
import { listOf, rowsOf, textKeys } from './list.ts'

test('keys of rows: numbers as they are, text by rank, lists by their first entry, nothing as NaN', () => {
  const list = listOf([
    { n: 5, t: 'b', l: ['y', 'a'], nothing: null },
    { n: null, t: null, l: ['x'], nothing: null },
    { n: 1, t: 'a', l: [], nothing: null },
  ])
  expect(list.sortKeys('n')).toEqual(Float64Array.of(5, NaN, 1))
  expect(list.sortKeys('t')).toEqual(Float64Array.of(1, NaN, 0))
  expect(list.sortKeys('l')).toEqual(Float64Array.of(1, 0, NaN))
  expect(list.sortKeys('nothing')).toBeNull()
  expect(list.sortKeys('__proto__')).toBeNull()
  expect(rowsOf(list).map(({ n }) => n)).toEqual([5, null, 1])
})

test('equal texts have equal ranks', () => {
  expect(textKeys(['b', 'a', 'b', null])).toEqual(Float64Array.of(1, 0, 1, NaN))
})
