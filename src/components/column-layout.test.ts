import { expect, test } from 'vitest'
import { layoutOf, moved } from './column-layout.ts'

test('only what has the right form is taken from a text', () => {
  expect(layoutOf('{"shown":["a","a",5,"b"],"widths":[["a",80.4],["b","x"],["c",5],7]}')).toEqual({
    shown: ['a', 'b'],
    widths: new Map([['a', 80]]),
  })
  expect(layoutOf('{"shown":[]}')).toBeNull()
  expect(layoutOf('{')).toBeNull()
  expect(layoutOf('[1]')).toBeNull()
  expect(layoutOf(null)).toBeNull()
})

test('a column takes the place of the one that it is dropped on', () => {
  expect(moved(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', 'b')).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 'x', 'a')).toEqual(['a', 'b'])
})
