import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Compression } from '../formats/compression.ts'
import { compressionOf } from '../formats/format-registry.ts'
import { gzip } from '../formats/gzip.ts'
import { zstd } from '../formats/zstd.ts'
import { bytesOf, hex } from '../testing/frames.ts'
import { decompressed, outputLimit, TooLargeError } from './decompress.ts'
import { FileSlices } from './file-slices.ts'

/** gzip without the browser's own decoder, which Node's is more lenient than. */
const slowGzip: Compression = { ...gzip, native: null }

async function unpack(compression: Compression, bytes: Uint8Array, limit = 2 ** 30): Promise<[Uint8Array, unknown]> {
  const blob = new Blob([bytes.slice()])
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of decompressed(() => new FileSlices(blob, 1000), compression, limit)) chunks.push(chunk)
  } catch (error) {
    return [bytesOf(...chunks), error]
  }
  return [bytesOf(...chunks), null]
}

/** Bytes that repeat too little to be packed well. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = seed
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}

test.each([
  ['stream', gzip],
  ['decoder', slowGzip],
])('gzip of one and of several members (%s)', async (_, compression) => {
  const parts = [noise(100_000, 1), noise(10, 2), new Uint8Array(0), new Uint8Array(300_000), noise(70_000, 3)]
  const packed = bytesOf(...parts.map((part) => gzipSync(part)))
  expect(compressionOf(packed)).toBe(gzip)
  const [plain, why] = await unpack(compression, packed)
  expect(why).toBeNull()
  expect(Buffer.compare(plain, bytesOf(...parts))).toBe(0)
})

test('the decoder takes over where the stream gives up, and gives nothing twice', async () => {
  const original = globalThis.DecompressionStream
  // As Chromium's: the first member, then an error at the first byte behind it.
  class OneMember {
    readable: ReadableStream
    writable: WritableStream
    constructor() {
      const inner = new original('gzip')
      const writer = inner.writable.getWriter()
      let written = 0
      this.readable = inner.readable
      this.writable = new WritableStream({
        write: async (chunk: Uint8Array) => {
          const rest = first.length - written
          written += chunk.length
          await writer.write(chunk.slice(0, Math.max(0, rest)))
          if (chunk.length > rest) {
            const junk = new TypeError('Junk found after end of compressed data.')
            await writer.abort(junk)
            throw junk
          }
        },
      })
    }
  }
  const parts = [noise(400_000, 1), noise(200_000, 2)]
  const first = gzipSync(parts[0])
  globalThis.DecompressionStream = OneMember
  try {
    const [plain, why] = await unpack(gzip, bytesOf(first, gzipSync(parts[1])))
    expect(why).toBeNull()
    expect(Buffer.compare(plain, bytesOf(...parts))).toBe(0)
  } finally {
    globalThis.DecompressionStream = original
  }
})

test.each([
  ['stream', gzip],
  ['decoder', slowGzip],
])('cut and damaged gzip gives what comes before, and an error (%s)', async (_, compression) => {
  const plain = noise(200_000, 7)
  const packed = gzipSync(plain)
  const [whole, why] = await unpack(compression, packed.subarray(0, 150_000))
  expect(why).toBeInstanceOf(Error)
  expect(whole.length).toBeGreaterThan(100_000)
  expect(Buffer.compare(plain.subarray(0, whole.length), whole)).toBe(0)
})

test('gzip cut at every length is an error', async () => {
  const first = gzipSync(noise(300, 1))
  const packed = bytesOf(first, gzipSync(noise(200, 2)))
  for (let length = 3; length < packed.length; length++) {
    const [, why] = await unpack(slowGzip, packed.subarray(0, length))
    expect([length, why]).toEqual([length, length === first.length ? null : expect.any(Error)])
  }
})

test('junk behind the last member is told; the members stand', async () => {
  const plain = noise(5000, 7)
  const [whole, why] = await unpack(slowGzip, bytesOf(gzipSync(plain), noise(100, 9)))
  expect(whole).toEqual(plain)
  expect(why).toBeInstanceOf(Error)
})

// Written by zstd 1.5.4: `printf 'the first frame, ' | zstd --check`, `printf 'and the second' | zstd --no-check`,
// 300,000 zero bytes, and 'abcdefghij' 20,000 times as a file (its size is in the header).
const FIRST = hex('28b52ffd0468890000746865206669727374206672616d652c201e51ddf6')
const SECOND = hex('28b52ffd0058710000616e6420746865207365636f6e64')
const ZEROS = hex('28b52ffd04585400001000000100fbff39c00202001000039f04002d28de26')
const LETTERS = hex('28b52ffda0400d0300940000506162636465666768696a0100f3ffcd0b124d0000086301003c0d391002')
const SKIPPABLE = hex('502a4d1803000000aabbcc')

test('zstd of several frames, with skippable ones between', async () => {
  const packed = bytesOf(SKIPPABLE, FIRST, SKIPPABLE, SECOND, ZEROS, LETTERS, SKIPPABLE)
  expect(compressionOf(packed)).toBe(zstd)
  const [plain, why] = await unpack(zstd, packed)
  expect(why).toBeNull()
  const expected = bytesOf('the first frame, and the second', new Uint8Array(300_000), 'abcdefghij'.repeat(20_000))
  expect(Buffer.compare(plain, expected)).toBe(0)
})

test('zstd frames in chunks of every length', async () => {
  const packed = bytesOf(FIRST, SKIPPABLE, LETTERS, SECOND)
  for (let length = 1; length < packed.length; length++) {
    const seen: Uint8Array[] = []
    const decoder = zstd.open((bytes) => seen.push(bytes.slice()))
    for (let at = 0; at < packed.length; at += length) decoder.push(packed.slice(at, at + length), false)
    decoder.push(new Uint8Array(0), true)
    const expected = bytesOf('the first frame, ', 'abcdefghij'.repeat(20_000), 'and the second')
    expect(Buffer.compare(bytesOf(...seen), expected)).toBe(0)
  }
})

test('cut zstd gives the whole blocks before the cut, and an error', async () => {
  const [plain, why] = await unpack(zstd, bytesOf(FIRST, SECOND.subarray(0, 15)))
  expect(new TextDecoder().decode(plain)).toBe('the first frame, ')
  expect(why).toBeInstanceOf(Error)
})

test('a bomb is stopped and what was unpacked stands', async () => {
  const packed = gzipSync(new Uint8Array(5_000_000))
  for (const compression of [gzip, slowGzip]) {
    const [whole, why] = await unpack(compression, packed, 1_000_000)
    expect(why).toBeInstanceOf(TooLargeError)
    expect(whole.length).toBe(1_000_000)
  }
})

test('the limit is 200 times the file and never below 1 GiB', () => {
  expect(outputLimit(1000)).toBe(1_073_741_824)
  expect(outputLimit(100_000_000)).toBe(20_000_000_000)
})

test('a zstd window that would exhaust the tab is refused', async () => {
  // Window descriptor 0xa8: 2^(10+21) bytes = 2 GiB.
  const [, why] = await unpack(zstd, hex('28b52ffd 00 a8 010000'))
  expect(String(why)).toContain('window')
})
