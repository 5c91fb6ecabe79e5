import { expect, test } from 'vitest'
import { firstRows, type OrderKey } from './first-rows.ts'
import { sortedOrder } from './sort-order.ts'

const key = (values: readonly number[], descending = false) => {
  return (): OrderKey => ({ keys: Float64Array.from(values), descending })
}

test('the first rows come in order; equal ones keep theirs, NaN is last either way', () => {
  const values = [5, Number.NaN, 1, 3, 1, -Infinity, Infinity, 3]
  expect([...firstRows(8, 4, [key(values)])]).toEqual([5, 2, 4, 3])
  expect([...firstRows(8, 4, [key(values, true)])]).toEqual([6, 0, 3, 7])
  expect([...firstRows(8, 8, [key(values)])]).toEqual([5, 2, 4, 3, 7, 0, 6, 1])
  expect([...firstRows(8, 20, [key(values, true)])]).toEqual([6, 0, 3, 7, 2, 4, 5, 1])
  expect([...firstRows(3, 2, [])]).toEqual([0, 1])
  expect([...firstRows(0, 2, [key([])])]).toEqual([])
})

test('a later key decides between equal rows and is asked for only then', () => {
  const state = [1, 0, 1, 0, 1]
  const bytes = [10, 20, 30, 40, 50]
  expect([...firstRows(5, 3, [key(state), () => null, key(bytes, true)])]).toEqual([3, 1, 4])
  const never = () => {
    throw new Error('not needed')
  }
  expect([...firstRows(5, 2, [key(bytes), never])]).toEqual([0, 1])
})

test('they are those that a whole sort begins with', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (const kinds of [2, 50, 100_000]) {
    const values = Float64Array.from({ length: 20_000 }, () => (random(100) === 0 ? Number.NaN : random(kinds) - 20))
    for (const descending of [false, true]) {
      const whole = sortedOrder(values, descending)
      const first = firstRows(values.length, 700, [() => ({ keys: values, descending })])
      expect([...first]).toEqual([...whole.subarray(0, 700)])
    }
  }
})
