import { expect, test } from 'vitest'
import { eachGroup, grouped } from './row-groups.ts'

test('rows of a group stand together in their order; those whose second value is 0 are in none', () => {
  const from = Uint32Array.of(0, 2, 1, 2, 1, 2, 1)
  const to = Uint32Array.of(0, 3, 1, 3, 0, 1, 1)
  const found = grouped(Uint32Array.of(6, 5, 4, 3, 2, 1), from, to, 3, 4)
  expect([...found.rows]).toEqual([6, 2, 5, 3, 1])
  const groups: number[][] = []
  eachGroup(found, (...group) => groups.push(group))
  expect(groups).toEqual([
    [1, 1, 0, 2],
    [2, 1, 2, 3],
    [2, 3, 3, 5],
  ])
})
