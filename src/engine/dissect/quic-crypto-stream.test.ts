import { expect, test } from 'vitest'
import { QuicCryptoStream } from './quic-crypto-stream.ts'

const message = Uint8Array.from({ length: 60 }, (_, i) => i)

function given(stream: QuicCryptoStream, from: number, to: number): number[] | null {
  const ready = stream.add(message, from, to, from)
  return ready === null ? null : [ready[0], ready[ready.length - 1], ready.length]
}

test('pieces in order are handed on at once, what was seen before is not', () => {
  const stream = new QuicCryptoStream()
  expect(given(stream, 0, 10)).toEqual([0, 9, 10])
  expect(given(stream, 0, 10)).toBeNull()
  expect(given(stream, 5, 20)).toEqual([10, 19, 10])
})

test('a gap holds everything back until it is filled', () => {
  const stream = new QuicCryptoStream()
  expect(given(stream, 20, 30)).toBeNull()
  expect(given(stream, 40, 60)).toBeNull()
  expect(given(stream, 0, 20)).toBeNull()
  expect(given(stream, 25, 45)).toEqual([0, 59, 60])
})

test('what waits is bounded', () => {
  const stream = new QuicCryptoStream()
  const large = new Uint8Array(0x10000)
  for (let i = 1; i < 100; i++) expect(stream.add(large, 0, large.length, i * large.length)).toBeNull()
  expect(stream.add(large, 0, large.length, 0)?.length ?? 0).toBeLessThanOrEqual(0x30000)
})
