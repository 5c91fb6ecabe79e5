import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonPieces } from './json-pieces.ts'

test('the pieces together are what JSON.stringify gives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value))
    }),
  )
})

test('a long list comes in groups, at any depth', () => {
  const index = Array.from({ length: 2500 }, (_, number) => number)
  const value = { error: null, gone: undefined, frame_protocols: { strings: ['eth'], index } }
  const pieces = [...jsonPieces(value)]
  expect(pieces.join('')).toBe(JSON.stringify(value))
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(6000)
})

test('keys that an object inherits are keys like others', () => {
  const value = Object.fromEntries([
    ['__proto__', 1],
    ['constructor', 2],
  ])
  expect([...jsonPieces(value)].join('')).toBe('{"__proto__":1,"constructor":2}')
})
