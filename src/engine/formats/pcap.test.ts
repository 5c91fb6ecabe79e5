import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pcapFile, type PcapOptions, readCapture, type Written } from '../testing/capture-files.ts'
import { bytesOf } from '../testing/frames.ts'
import { formatOf } from './format-registry.ts'
import { pcap } from './pcap.ts'

const first = Uint8Array.of(1, 2, 3, 4, 5)
const second = Uint8Array.of(6, 7)
const written: Written[] = [
  { bytes: first, seconds: 1_600_000_000, fraction: 123_456, length: 60 },
  { bytes: second, seconds: 1_600_000_001, fraction: 999_999 },
]
const expected = [
  { bytes: [1, 2, 3, 4, 5], length: 60, seconds: 1_600_000_000, nanoseconds: 123_456_000, interface: 0 },
  { bytes: [6, 7], length: 2, seconds: 1_600_000_001, nanoseconds: 999_999_000, interface: 0 },
]

const variants: [string, PcapOptions][] = [
  ['little endian', {}],
  ['big endian', { littleEndian: false }],
  ['modified, little endian', { magic: 0xa1b2cd34, header: 24 }],
  ['modified, big endian', { magic: 0xa1b2cd34, header: 24, littleEndian: false }],
  ['modified without a magic of its own', { header: 24 }],
  ['modified, longer still', { magic: 0xa1b2cd34, header: 28 }],
]

test.each(variants)('reads %s', (_, options) => {
  const file = pcapFile(written, options)
  expect(formatOf(file)).toBe(pcap)
  const read = readCapture(pcap, file)
  const header = options.header ?? 16
  expect(read.records).toEqual([
    { ...expected[0], fileOffset: 24 + header },
    { ...expected[1], fileOffset: 24 + 2 * header + 5 },
  ])
  expect(read.interfaces).toEqual([{ linkType: 1, snapLength: 65535, precision: 6, name: null }])
  expect(read.warnings).toEqual([])
})

test.each([true, false])('reads nanoseconds (little endian: %s)', (littleEndian) => {
  const file = pcapFile([{ bytes: first, seconds: 7, fraction: 123_456_789 }], { magic: 0xa1b23c4d, littleEndian })
  const read = readCapture(pcap, file)
  expect(read.records[0]).toMatchObject({ seconds: 7, nanoseconds: 123_456_789 })
  expect(read.interfaces[0].precision).toBe(9)
})

test('seconds are unsigned and a fraction beyond a second is carried', () => {
  const file = pcapFile([{ bytes: first, seconds: 4_294_967_295, fraction: 2_000_001 }])
  expect(readCapture(pcap, file).records[0]).toMatchObject({ seconds: 4_294_967_297, nanoseconds: 1000 })
})

test('a length on the wire is capped as tshark caps it', () => {
  const file = pcapFile([{ bytes: first, seconds: 0, fraction: 0, length: 0xffffffff }])
  expect(readCapture(pcap, file).records[0].length).toBe(2147483647)
})

test('flags above the link type are left out, reserved bits are told', () => {
  const frame = { bytes: first, seconds: 0, fraction: 0 }
  const withFcs = readCapture(pcap, pcapFile([frame], { linkType: 0x24000001 }))
  expect(withFcs.interfaces[0].linkType).toBe(1)
  expect(withFcs.warnings).toEqual([])
  const reserved = readCapture(pcap, pcapFile([frame], { linkType: 0x00010001 }))
  expect(reserved.records).toHaveLength(1)
  expect(reserved.warnings).toMatchObject([{ fatal: false }])
})

test('lengths of version 2.3 may be swapped', () => {
  const file = pcapFile([{ bytes: first, seconds: 0, fraction: 0 }], { minor: 3 })
  // Captured and wire length the other way round: 60 and 5.
  file.set([60, 0, 0, 0, 5, 0, 0, 0], 24 + 8)
  expect(readCapture(pcap, file).records[0]).toMatchObject({ bytes: [1, 2, 3, 4, 5], length: 60 })
})

test('the direction byte of LINKTYPE_PPP_WITH_DIR is no part of the packet', () => {
  const file = pcapFile([{ bytes: first, seconds: 0, fraction: 0, length: 60 }], { linkType: 204 })
  expect(readCapture(pcap, file).records[0]).toMatchObject({ bytes: [2, 3, 4, 5], length: 59, fileOffset: 41 })
})

test('a packet larger than any can be ends the file; what came before stands', () => {
  const file = bytesOf(pcapFile(written), new Uint8Array(8), [1, 0, 4, 0], [1, 0, 4, 0], new Uint8Array(300_000))
  const read = readCapture(pcap, file)
  expect(read.records).toHaveLength(2)
  expect(read.warnings).toMatchObject([{ offset: 24 + 32 + 7, packet: 3, fatal: true }])
  expect(read.warnings[0].message).toContain('262145')
  // Bus messages and USB transfers may be that large.
  const large = pcapFile([{ bytes: new Uint8Array(262_145), seconds: 0, fraction: 0 }], { linkType: 249 })
  expect(readCapture(pcap, large).records[0].length).toBe(262_145)
})

test('a cut at every length gives the whole records and says so', () => {
  const file = pcapFile(written)
  for (let length = 0; length < file.length; length++) {
    const read = readCapture(pcap, file.slice(0, length))
    const whole = length < 24 + 21 ? 0 : 1
    expect(read.records).toHaveLength(whole)
    const isBetweenRecords = length === 24 || length === 24 + 21
    expect(read.warnings.map((warning) => warning.fatal)).toEqual(isBetweenRecords ? [] : [true])
  }
  expect(readCapture(pcap, file).warnings).toEqual([])
})

test('how the bytes are cut into chunks changes nothing', () => {
  const options = variants.map(([, each]) => each)
  const frame = fc.record({
    bytes: fc.uint8Array({ maxLength: 40 }),
    seconds: fc.nat(0xffffffff),
    fraction: fc.nat(999_999),
    length: fc.nat(100_000),
  })
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 6 }),
      fc.constantFrom(...options),
      fc.array(fc.nat(400), { maxLength: 8 }),
      fc.nat(60),
      (frames, variant, cuts, missing) => {
        const whole = pcapFile(frames, variant)
        const file = whole.subarray(0, Math.max(0, whole.length - missing))
        const sorted = [...new Set(cuts)].sort((a, b) => a - b)
        expect(readCapture(pcap, file, sorted)).toEqual(readCapture(pcap, file))
      },
    ),
  )
})

test('every byte as a chunk of its own gives the same records', () => {
  const file = pcapFile(written)
  const cuts = Array.from({ length: file.length }, (_, i) => i)
  expect(readCapture(pcap, file, cuts)).toEqual(readCapture(pcap, file))
})

test('whatever the bytes, reading ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      const file = bytesOf(pcapFile(written), noise)
      expect(readCapture(pcap, file).records.length).toBeGreaterThanOrEqual(2)
    }),
  )
})
