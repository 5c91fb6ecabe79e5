import { expect, test } from 'vitest'
import { byteHash } from '../bytes/byte-hash.ts'
import { ByteMemo } from './byte-memo.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('the same bytes are found at any place, others with the same end are not', () => {
  const memo = new ByteMemo<string>(10, 100, 4)
  memo.remember(bytes('..certificate A, signed'), 2, 23, 'A')
  expect(memo.find(bytes('certificate A, signed'), 0, 21)).toBe('A')
  expect(memo.find(bytes('certificate B, signed'), 0, 21)).toBe(null)
  expect(memo.find(bytes('certificate A, signe!'), 0, 21)).toBe(null)
  expect(memo.find(bytes('ertificate A, signed'), 0, 20)).toBe(null)
})

test('every length is compared to its last byte', () => {
  const memo = new ByteMemo<number>(100, 100, 0)
  for (let length = 1; length < 20; length++) {
    const known = Uint8Array.from({ length }, (_, i) => i)
    memo.remember(known, 0, length, length)
    expect(memo.find(known, 0, length)).toBe(length)
    for (let i = 0; i < length; i++) {
      const other = known.slice()
      other[i] ^= 0x80
      expect(memo.find(other, 0, length)).toBe(null)
    }
  }
})

test('what is longer than agreed is not kept, and a full memo begins anew', () => {
  const memo = new ByteMemo<number>(2, 3, 3)
  memo.remember(bytes('abcd'), 0, 4, 1)
  expect(memo.find(bytes('abcd'), 0, 4)).toBe(null)
  memo.remember(bytes('a'), 0, 1, 1)
  memo.remember(bytes('b'), 0, 1, 2)
  memo.remember(bytes('c'), 0, 1, 3)
  expect(['a', 'b', 'c'].map((text) => memo.find(bytes(text), 0, 1))).toEqual([null, null, 3])
})

test('the hash tells one byte, and the order of bytes, apart', () => {
  const seen = new Set<number>()
  const some = bytes('GET /index.html HTTP/1.1')
  for (let i = 0; i < some.length; i++)
    for (let bit = 0; bit < 8; bit++) {
      const other = some.slice()
      other[i] ^= 1 << bit
      seen.add(byteHash(other, 0, other.length) & 0xfffff)
    }
  // 192 values among 2^20: two equal ones have a chance of 2 %.
  expect(seen.size).toBeGreaterThanOrEqual(191)
  expect(byteHash(bytes('abcdefgh'), 0, 8)).not.toBe(byteHash(bytes('efghabcd'), 0, 8))
})
