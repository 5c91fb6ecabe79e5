import { expect, test } from 'vitest'
import { sha1Bytes } from './hashing.ts'
import { MOST_IN_BLOCK, Sha1Block } from './sha1-block.ts'

test('the example of FIPS 180-4: "abc"', () => {
  const block = new Sha1Block()
  block.bytes.set([0x61, 0x62, 0x63])
  block.digest(3)
  const hex = Array.from(block.words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  expect(hex).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
})

test('messages of every length that fits have the same hash as elsewhere', () => {
  const block = new Sha1Block()
  for (let length = MOST_IN_BLOCK; length >= 0; length--) {
    const message = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255)
    block.bytes.set(message)
    block.digest(length)
    const view = new DataView(sha1Bytes(message).slice().buffer)
    expect(Array.from(block.words)).toEqual([0, 4, 8, 12, 16].map((at) => view.getInt32(at)))
  }
})
