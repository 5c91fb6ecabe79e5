import { expect, test } from 'vitest'
import { Engine } from './engine.ts'
import { pcapFile } from './testing/capture-files.ts'
import { ethernetFrame, ipv4Packet, TcpConversation, udpDatagram } from './testing/frames.ts'

const conversation = new TcpConversation(80)
const datagram = ethernetFrame(0x0800, ipv4Packet(17, udpDatagram(new Uint8Array([1, 2, 3, 4]), 40000, 9)))
const frames = [...conversation.handshake(), datagram, conversation.client('GET / HTTP/1.1\r\n\r\n')]

/** Nanosecond files: the last digit must survive. */
const nanoseconds = { magic: 0xa1b23c4d }
const fine = pcapFile(
  frames.map((bytes, i) => ({ bytes, seconds: 1_700_000_000 + i, fraction: 123_456_789, length: bytes.length + i })),
  nanoseconds,
)
/** Raw IP (101), microseconds, between the packets of the other. */
const raw = pcapFile(
  [{ bytes: ipv4Packet(17, udpDatagram(new Uint8Array([9]))), seconds: 1_700_000_001, fraction: 7 }],
  {
    linkType: 101,
  },
)

async function opened(...files: readonly Uint8Array[]): Promise<Engine> {
  const engine = new Engine()
  await engine.open(files.map((bytes, i) => new File([new Uint8Array(bytes)], `${i}.pcap`)))
  await engine.whenRead()
  return engine
}

async function exported(engine: Engine, format: 'pcap' | 'pcapng', expression?: string): Promise<Uint8Array> {
  return new Uint8Array(await (await engine.exportCapture({ format, expression })).blob.arrayBuffer())
}

test('a pcap of all packets of a little-endian pcap file has its records, byte for byte', async () => {
  const copy = await exported(await opened(fine), 'pcap')
  expect(copy.length).toBe(fine.length)
  // the file header differs in the snap length alone: at least what readers take for the most there can be
  expect(Array.from(copy.subarray(24))).toEqual(Array.from(fine.subarray(24)))
  expect(Array.from(copy.subarray(0, 16))).toEqual(Array.from(fine.subarray(0, 16)))
})

test('a pcapng block has the words that the specification asks for', async () => {
  const bytes = await exported(await opened(raw), 'pcapng')
  const view = new DataView(bytes.buffer)
  expect(view.getUint32(0, true)).toBe(0x0a0d0d0a)
  const section = view.getUint32(4, true)
  expect(view.getUint32(section - 4, true)).toBe(section)
  expect(view.getUint32(8, true)).toBe(0x1a2b3c4d)
  const description = view.getUint32(section + 4, true)
  expect([view.getUint32(section, true), view.getUint16(section + 8, true)]).toEqual([1, 101])
  // The snap length of the file, then if_tsresol (9) of one byte: 6 digits.
  expect(view.getUint32(section + 12, true)).toBe(65535)
  expect([16, 18, 20].map((at) => view.getUint8(section + at))).toEqual([9, 1, 6])
  const packet = section + description
  expect(view.getUint32(packet, true)).toBe(6)
  expect(view.getUint32(packet + 8, true)).toBe(0)
  // High word first, each little endian.
  const high = BigInt(view.getUint32(packet + 12, true))
  const low = BigInt(view.getUint32(packet + 16, true))
  expect((high << 32n) | low).toBe(1_700_000_001_000_007n)
  expect(view.getUint32(packet + 20, true)).toBe(29)
  expect(view.getUint32(packet + 4, true)).toBe(32 + 32)
})

test.each(['pcap', 'pcapng'] as const)('the selection as %s opens again with the same packets', async (format) => {
  const engine = await opened(fine)
  const again = await opened(await exported(engine, format, 'tcp'))
  const { frames: count, first_epoch, last_epoch, caplen, bytes } = again.status()
  const before = engine.status({ expression: 'tcp' })
  expect(count).toBe(4)
  expect(first_epoch).toBe('1700000000.123456789')
  expect(last_epoch).toBe('1700000004.123456789')
  expect([caplen, bytes]).toEqual([before.caplen, before.bytes])
  expect(again.hierarchy()).toEqual(engine.hierarchy({ expression: 'tcp' }))
  expect(again.conversations({ protocol: 'tcp' })).toEqual(engine.conversations({ protocol: 'tcp', expression: 'tcp' }))
})

test('several files are written as one in time order, each packet with its link type', async () => {
  const engine = await opened(fine, raw)
  const again = await opened(await exported(engine, 'pcapng'))
  const status = again.status()
  expect(status.link_types.map(({ number }) => number)).toEqual([1, 101])
  expect(status.frames).toBe(6)
  expect(await again.packetFields({ fields: ['frame.time_epoch', 'frame.protocols'] })).toEqual(
    await engine.packetFields({ fields: ['frame.time_epoch', 'frame.protocols'] }),
  )
})

test('what cannot be written is said', async () => {
  const engine = await opened(fine, raw)
  await expect(exported(engine, 'pcap')).rejects.toThrow('2 link types')
  await expect(exported(engine, 'pcap', 'icmp')).rejects.toThrow('no packet is selected')
  const writing = exported(engine, 'pcapng')
  while (engine.progress().again === undefined) await Promise.resolve()
  engine.cancel()
  await expect(writing).rejects.toThrow('cancelled')
})
