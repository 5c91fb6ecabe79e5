import { expect, test } from 'vitest'
import { readableText, turnsOf } from './stream-text.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('pieces of one side are one turn, until the other speaks or something is missing', () => {
  const pieces = [
    { direction: 0 as const, packet: 1, bytes: bytes('GET '), missing: 0 },
    { direction: 0 as const, packet: 2, bytes: bytes('/'), missing: 0 },
    { direction: 1 as const, packet: 3, bytes: bytes('200'), missing: 0 },
    { direction: 1 as const, packet: 4, bytes: bytes('OK'), missing: 7 },
  ]
  const text = (most: number) =>
    turnsOf({ pieces }, most).map(({ direction, packet, bytes, missing }) => [
      direction,
      packet,
      readableText(bytes),
      missing,
    ])
  expect(text(100)).toEqual([
    [0, 1, 'GET /', 0],
    [1, 3, '200', 0],
    [1, 4, 'OK', 7],
  ])
  expect(text(6)).toEqual([
    [0, 1, 'GET /', 0],
    [1, 3, '2', 0],
  ])
})

test('what cannot be seen, or would turn the text around, is a dot', () => {
  expect(readableText(Uint8Array.of(65, 13, 10, 9, 0, 0xff, 0xe2, 0x80, 0xae, 66))).toBe('A\n\t...B')
})
