import { expect, test } from 'vitest'
import { sortedOrder } from './sort-order.ts'

const few = Float64Array.of(3, -1, NaN, 0, 3, -0, 1e300, -Infinity)

test('ascending and descending; equal keys keep their order; NaN is last either way', () => {
  expect([...sortedOrder(few, false)]).toEqual([7, 1, 3, 5, 0, 4, 6, 2])
  expect([...sortedOrder(few, true)]).toEqual([6, 0, 4, 3, 5, 1, 7, 2])
})

test('many keys come out as a stable comparing sort has them', () => {
  const keys = Float64Array.from({ length: 20_000 }, (_, i) => {
    const value = ((i * 7919) % 4001) - 2000
    return i % 97 === 0 ? NaN : i % 5 === 0 ? value * 1e12 : i % 7 === 0 ? value / 3 : value
  })
  const value = (row: number) => keys[row]
  for (const descending of [false, true]) {
    const expected = Array.from(keys, (_, row) => row).sort((x, y) => {
      if (Number.isNaN(value(x)) || Number.isNaN(value(y)))
        return Number(Number.isNaN(value(x))) - Number(Number.isNaN(value(y))) || x - y
      return (descending ? value(y) - value(x) : value(x) - value(y)) || x - y
    })
    expect([...sortedOrder(keys, descending)]).toEqual(expected)
  }
})
