import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  block,
  enhancedPacket,
  interfaceBlock,
  numbers,
  option,
  pcapFile,
  readCapture,
  section,
} from '../testing/capture-files.ts'
import { bytesOf } from '../testing/frames.ts'
import { formatOf } from './format-registry.ts'
import { pcap } from './pcap.ts'
import { pcapng } from './pcapng.ts'
import { Clock } from './timestamp.ts'

const frame = Uint8Array.of(1, 2, 3, 4, 5)
const START = 1_600_000_000_123_456n

test.each([true, false])('reads an enhanced packet (little endian: %s)', (littleEndian) => {
  const file = section(littleEndian, interfaceBlock(113), enhancedPacket(frame, START, { length: 60 }))
  expect(formatOf(file)).toBe(pcapng)
  const read = readCapture(pcapng, file)
  expect(read.records).toEqual([
    {
      bytes: [1, 2, 3, 4, 5],
      length: 60,
      seconds: 1_600_000_000,
      nanoseconds: 123_456_000,
      interface: 0,
      fileOffset: 28 + 20 + 28,
    },
  ])
  expect(read.interfaces).toEqual([{ linkType: 113, snapLength: 0, precision: 6, name: null }])
  expect(read.warnings).toEqual([])
})

// What tshark 4.0.17 prints for such files (frame.time_epoch), for the count of units given.
test.each([
  [0, 1_600_000_000n, 1_600_000_000, 0],
  [3, 1_600_000_000_987n, 1_600_000_000, 987_000_000],
  [9, 1_600_000_000_987_654_321n, 1_600_000_000, 987_654_321],
  [12, 18_446_744_073_709_551_615n, 18_446_744, 73_709_551],
  [128 + 10, 1_638_400_001_011n, 1_600_000_000, 987_304_687],
  [128 + 20, 1677721601035630n, 1_600_000_000, 987_653_732],
  [128 + 40, 18_446_744_073_709_551_615n, 16_777_215, 999_999_999],
])('if_tsresol %i', (resolution, units, seconds, nanoseconds) => {
  const clock = new Clock(resolution, 0)
  clock.set(Number(units >> 32n), Number(units & 0xffffffffn))
  expect([clock.seconds, clock.nanoseconds]).toEqual([seconds, nanoseconds])
})

test('a clock is exact for every count and resolution', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.nat(127), fc.boolean(), (units, exponent, binary) => {
      const perSecond = binary ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent)
      const clock = new Clock(binary ? 128 + exponent : exponent, 0)
      clock.set(Number(units >> 32n), Number(units & 0xffffffffn))
      expect(clock.seconds).toBe(Number(units / perSecond))
      expect(clock.nanoseconds).toBe(Number(((units % perSecond) * 1_000_000_000n) / perSecond))
    }),
  )
})

test('if_tsoffset, if_name and the precision of a clock', () => {
  const options = [option(2, 'eth0'), option(9, [9]), option(14, [0x18, 0xfc, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])]
  const file = section(true, interfaceBlock(1, 0, ...options), enhancedPacket(frame, 5_000_000_007n))
  const read = readCapture(pcapng, file)
  expect(read.interfaces).toEqual([{ linkType: 1, snapLength: 0, precision: 9, name: 'eth0' }])
  expect(read.records[0]).toMatchObject({ seconds: 5 - 1000, nanoseconds: 7 })
  expect(new Clock(128 + 10, 0).precision).toBe(4)
})

test('sections have byte orders and interfaces of their own', () => {
  const file = bytesOf(
    section(true, interfaceBlock(1), interfaceBlock(113), enhancedPacket(frame, START, { interface: 1 })),
    section(false, interfaceBlock(101), enhancedPacket(frame, START)),
  )
  const read = readCapture(pcapng, file)
  expect(read.records.map((record) => read.interfaces[record.interface].linkType)).toEqual([113, 101])
})

test.each([true, false])('simple and obsolete packet blocks (little endian: %s)', (littleEndian) => {
  const { u16, u32 } = numbers(littleEndian)
  const simple = block(3, u32(42), frame)
  const obsolete = block(2, u16(0), u16(3), u32(0x5af31), u32(0x07a12080), u32(5), u32(6), frame)
  const read = readCapture(pcapng, section(littleEndian, interfaceBlock(1, 4), simple, obsolete))
  expect(read.records).toMatchObject([
    // The block says 42 bytes, the interface keeps 4 of them.
    { bytes: [1, 2, 3, 4], length: 42, seconds: Number.NaN },
    {
      bytes: [1, 2, 3, 4, 5],
      length: 6,
      seconds: Math.floor((0x5af31 * 2 ** 32 + 0x07a12080) / 1e6),
    },
  ])
})

test('comments, names, secrets and drops', () => {
  const { u16, u32 } = numbers(true)
  const names = block(
    4,
    [...u16(1), ...u16(4 + 8), 192, 0, 2, 1],
    bytesOf('a.test\0b'),
    [...u16(2), ...u16(16 + 2), ...new Uint8Array(15), 1],
    bytesOf('c\0'),
    [0, 0],
    u16(0),
    u16(0),
  )
  const statistics = (drops: number, system: number) =>
    block(
      5,
      u32(0),
      u32(0),
      u32(0),
      option(5, [drops, 0, 0, 0, 0, 0, 0, 0])(true),
      option(7, [system, 0, 0, 0, 0, 0, 0, 0])(true),
    )
  const secrets = block(10, u32(0x544c534b), u32(3), bytesOf('key'))
  const file = section(
    true,
    interfaceBlock(1, 0, option(1, 'on the interface')),
    enhancedPacket(frame, START),
    enhancedPacket(frame, START, { options: [option(2, [0, 0, 0, 0]), option(1, 'grüße')] }),
    names,
    secrets,
    statistics(3, 0),
    statistics(5, 1),
  )
  const read = readCapture(pcapng, file)
  expect(read.comments).toEqual([
    { packet: null, text: 'on the interface' },
    { packet: 2, text: 'grüße' },
  ])
  expect(read.names).toEqual([
    ['192.0.2.1', 'a.test'],
    ['192.0.2.1', 'b'],
    ['::1', 'c'],
  ])
  expect(read.secrets).toEqual([[0x544c534b, [107, 101, 121]]])
  // The counts go on from block to block: 3, then 5 + 1.
  expect(read.drops).toEqual([
    [0, 3],
    [0, 3],
  ])
  expect(read.warnings).toEqual([])
})

test('unknown blocks are skipped, also large ones', () => {
  const file = section(
    true,
    interfaceBlock(1),
    block(0x80000001, frame),
    block(0x1234, new Uint8Array(20 * 1024 * 1024)),
    enhancedPacket(frame, START),
  )
  const read = readCapture(pcapng, file, [100, 5000, 20_000_000])
  expect(read.records).toHaveLength(1)
  expect(read.warnings).toEqual([])
})

test('a packet that does not fit its block, or of no interface, is skipped and told', () => {
  const file = section(
    true,
    interfaceBlock(1),
    enhancedPacket(frame, START, { captured: 100 }),
    enhancedPacket(frame, START, { interface: 3 }),
    enhancedPacket(frame, START),
  )
  const read = readCapture(pcapng, file)
  expect(read.records).toHaveLength(1)
  expect(read.warnings).toMatchObject([
    { offset: 48, fatal: false },
    { offset: 48 + 40, fatal: false },
  ])
})

test.each([
  ['a length of 0', [6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['a length below the least', [6, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0]],
  ['a length that is no multiple of 4', [6, 0, 0, 0, 33, 0, 0, 0, 0, 0, 0, 0]],
  ['a length of 4 GiB', [6, 0, 0, 0, 252, 255, 255, 255, 0, 0, 0, 0]],
  ['two lengths that differ', [9, 9, 0, 0, 12, 0, 0, 0, 16, 0, 0, 0, 0]],
])('%s ends the file and is told with its offset', (what, bytes) => {
  const good = section(true, interfaceBlock(1), enhancedPacket(frame, START))
  const read = readCapture(pcapng, bytesOf(good, bytes))
  expect(read.records).toHaveLength(1)
  // A block that is not read is skipped by its first length: the rest is then cut short.
  const offset = what === 'two lengths that differ' ? good.length + 12 : good.length
  expect(read.warnings).toMatchObject([{ offset, fatal: true }])
})

test('packets of up to 262144 bytes, as tshark takes them', () => {
  const large = (length: number) =>
    readCapture(pcapng, section(true, interfaceBlock(1), enhancedPacket(new Uint8Array(length), START)))
  expect(large(262_144).records).toHaveLength(1)
  expect(large(262_145).warnings).toMatchObject([{ fatal: true }])
})

test('a cut at every length gives the whole records and says so', () => {
  const head = section(true, interfaceBlock(1))
  const one = enhancedPacket(frame, START)(true)
  const file = bytesOf(head, one, one)
  for (let length = 4; length < file.length; length++) {
    const read = readCapture(pcapng, file.slice(0, length))
    expect(read.records).toHaveLength(length < head.length + one.length ? 0 : 1)
    const isBetweenBlocks = length === 28 || length === head.length || length === head.length + one.length
    expect(read.warnings.map((warning) => warning.fatal)).toEqual(isBetweenBlocks ? [] : [true])
  }
})

test('how the bytes are cut into chunks changes nothing', () => {
  const packet = fc.record({
    bytes: fc.uint8Array({ maxLength: 40 }),
    units: fc.bigInt(0n, 2n ** 64n - 1n),
    comment: fc.constantFrom('', 'a', 'four', 'a longer comment'),
  })
  fc.assert(
    fc.property(
      fc.array(packet, { maxLength: 5 }),
      fc.boolean(),
      fc.nat(15),
      fc.array(fc.nat(500), { maxLength: 8 }),
      fc.nat(60),
      (packets, littleEndian, resolution, cuts, missing) => {
        const blocks = packets.map(({ bytes, units, comment }) =>
          enhancedPacket(bytes, units, { options: comment === '' ? [] : [option(1, comment)] }),
        )
        const whole = section(
          littleEndian,
          interfaceBlock(1, 0, option(9, [resolution])),
          block(0x1234, new Uint8Array(90)),
          ...blocks,
        )
        const file = whole.subarray(0, Math.max(0, whole.length - missing))
        const sorted = [...new Set(cuts)].sort((a, b) => a - b)
        expect(readCapture(pcapng, file, sorted)).toEqual(readCapture(pcapng, file))
      },
    ),
  )
})

test('the same frames as pcap and as pcapng are the same records', () => {
  const frames = fc.array(
    fc.record({
      bytes: fc.uint8Array({ maxLength: 50 }),
      seconds: fc.nat(0xffffffff),
      nanoseconds: fc.nat(999_999_999),
      length: fc.nat(2_000_000),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(frames, fc.boolean(), fc.boolean(), (list, pcapOrder, pcapngOrder) => {
      const records = list.map((each) => ({ ...each, fraction: each.nanoseconds }))
      const old = readCapture(pcap, pcapFile(records, { magic: 0xa1b23c4d, littleEndian: pcapOrder }))
      const packets = list.map(({ bytes, seconds, nanoseconds, length }) =>
        enhancedPacket(bytes, BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds), { length }),
      )
      const next = readCapture(pcapng, section(pcapngOrder, interfaceBlock(1, 65535, option(9, [9])), ...packets))
      const comparable = (read: typeof old) => read.records.map((record) => ({ ...record, fileOffset: 0 }))
      expect(comparable(next)).toEqual(comparable(old))
      expect(next.interfaces).toEqual(old.interfaces)
    }),
  )
})

test('whatever the bytes, reading ends', () => {
  const good = section(true, interfaceBlock(1), enhancedPacket(frame, START))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
      const file = good.slice()
      for (const [at, value] of changes) file[at] = value
      expect(readCapture(pcapng, file).records.length).toBeLessThanOrEqual(1)
    }),
  )
})
