import { beforeEach, expect, test } from 'vitest'
import { anyWatched, clearWatchlist, isWatched, unwatch, useWatchlist, watch, watchedOf } from './watchlist.ts'

const entry = (value: string) => ({ field: 'ip.addr', value, condition: `ip.addr == ${value}` })
const values = () => useWatchlist.getState().entries.map(({ value }) => value)

beforeEach(clearWatchlist)

test('a value is watched once, until it is taken off', () => {
  watch(entry('10.0.0.1'))
  watch(entry('10.0.0.2'))
  watch(entry('10.0.0.1'))
  expect(values()).toEqual(['10.0.0.1', '10.0.0.2'])
  expect(isWatched('ip.addr == 10.0.0.2')).toBe(true)
  unwatch('ip.addr == 10.0.0.2')
  expect(isWatched('ip.addr == 10.0.0.2')).toBe(false)
  expect(values()).toEqual(['10.0.0.1'])
})

test('the oldest of more than a thousand goes; what is too long is not kept', () => {
  for (let i = 0; i < 1001; i++) watch(entry(`10.0.${i >> 8}.${i & 255}`))
  expect(values()).toHaveLength(1000)
  expect(values()[0]).toBe('10.0.0.1')
  watch(entry('x'.repeat(5000)))
  expect(values().at(-1)).toBe('10.0.3.232')
})

test('of what is found in the browser only entries of the right form are taken', () => {
  const good = entry('10.0.0.1')
  expect(watchedOf(JSON.stringify([good, 5, null, { field: 'a' }, { ...good, value: '' }, good]))).toEqual([good])
  expect(watchedOf('{"length":1}')).toEqual([])
  expect(() => watchedOf('[')).toThrow(SyntaxError)
})

test('any of them, as one expression', () => {
  expect(
    anyWatched([
      entry('10.0.0.1'),
      { field: 'ip.addr', value: '', condition: 'ip.src == 10.0.0.1 and ip.dst == 10.0.0.2' },
    ]),
  ).toBe('ip.addr == 10.0.0.1 or (ip.src == 10.0.0.1 and ip.dst == 10.0.0.2)')
})
