import { expect, test } from 'vitest'
import { listOf } from './list.ts'
import { ListCache } from './list-cache.ts'

const rows = [
  { name: 'b', bytes: 10 },
  { name: 'a', bytes: 30 },
  { name: 'c', bytes: 20 },
]

test('windows in the order asked for', () => {
  const cache = new ListCache()
  const window = (query: object) => cache.window('1', 'k', () => listOf(rows), query)
  expect(window({})).toEqual({ total: 3, start: 0, rows })
  expect(window({ order: 'bytes:desc', length: 2 }).rows.map(({ name }) => name)).toEqual(['a', 'c'])
  expect(window({ order: 'name', start: 1, length: 5 })).toMatchObject({
    start: 1,
    rows: [{ name: 'b' }, { name: 'c' }],
  })
  expect(window({ order: 'constructor:desc' }).rows).toEqual(rows)
  expect(window({ start: 9, length: 2 })).toEqual({ total: 3, start: 3, rows: [] })
  expect(window({ start: -4, length: 1 })).toMatchObject({ start: 0, rows: [{ name: 'b' }] })
})

test('a list is made once for a state', () => {
  const cache = new ListCache()
  let made = 0
  const ask = (state: string, key: string) =>
    cache.window(
      state,
      key,
      () => {
        made++
        return listOf(rows)
      },
      { length: 1 },
    )
  ask('1', 'k')
  ask('1', 'k')
  expect(made).toBe(1)
  ask('1', 'other')
  ask('2', 'k')
  expect(made).toBe(3)
})
