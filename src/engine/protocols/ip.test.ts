import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversations } from '../analysis/conversations.ts'
import { endpoints } from '../analysis/endpoints.ts'
import { hierarchy, type HierarchyNode } from '../analysis/hierarchy.ts'
import { rowsOf } from '../analysis/list.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, ethernetFrame, ipv4Packet, ipv6Packet, u16, u32, udpDatagram } from '../testing/frames.ts'
import { protocolRegistry } from './protocol-registry.ts'

const IPV4 = 0x0800
const IPV6 = 0x86dd
const UDP = 17

const datagram = udpDatagram(bytesOf('abc'), 1000, 9000)
const over4 = (protocol: number, payload: Uint8Array) => ethernetFrame(IPV4, ipv4Packet(protocol, payload))
const over6 = (next: number, payload: Uint8Array) => ethernetFrame(IPV6, ipv6Packet(next, payload))
const protocols = (...frames: Uint8Array[]) =>
  dissectFrames(frames).protocols.map((text) => text.replace('eth:ethertype:', ''))

/** 'eth>ip>udp' for each path that ends somewhere. */
function paths(tables: CaptureTables): string[] {
  const walk = (nodes: HierarchyNode[], prefix: string): string[] =>
    nodes.flatMap((node) => [
      ...(node.end_frames > 0 ? [prefix + node.proto] : []),
      ...walk(node.protos ?? [], `${prefix}${node.proto}>`),
    ])
  return walk(hierarchy(tables, null), '')
}

test('IPv4 lengths: 0 fills the frame, too small shows nothing more', () => {
  const packet = (totalLength: number, first = 0x45) => {
    const bytes = ipv4Packet(UDP, datagram)
    bytes.set([first], 0)
    bytes.set(u16(totalLength), 2)
    return ethernetFrame(IPV4, bytes)
  }
  expect(
    protocols(packet(0), packet(31), packet(100), packet(19), packet(20), packet(31, 0x44), packet(31, 0x4f)),
  ).toEqual(['ip:udp:data', 'ip:udp:data', 'ip:udp:data', 'ip', 'ip', 'ip', 'ip'])
})

test('UDP lengths: below 8 shows nothing more, beyond the packet all of it', () => {
  const bogus = (length: number) => over4(UDP, bytesOf(u16(1000), u16(9000), u16(length), [0, 0], 'abc'))
  expect(protocols(bogus(100), bogus(7), bogus(8), bogus(0), bogus(10))).toEqual([
    'ip:udp:data',
    'ip:udp',
    'ip:udp',
    'ip:udp',
    'ip:udp:data',
  ])
  expect(protocols(over4(136, bytesOf(u16(1000), u16(9000), u16(0), [0, 0], 'abc')))).toEqual(['ip:udplite:data'])
})

test('IPv4 fragments: the one that completes the datagram shows it, in any order, duplicates included', () => {
  const piece = (position: number, more: boolean, bytes: Uint8Array, id = 7) =>
    ethernetFrame(IPV4, ipv4Packet(UDP, bytes, { id, fragment: position | (more ? 0x2000 : 0) }))
  const head = datagram.subarray(0, 8)
  const tail = datagram.subarray(8)
  expect(protocols(piece(0, true, head), piece(1, false, tail))).toEqual(['ip:data', 'ip:udp:data'])
  expect(protocols(piece(1, false, tail), piece(0, true, head))).toEqual(['ip:data', 'ip:udp:data'])
  expect(protocols(piece(0, true, head), piece(0, true, head), piece(1, false, tail), piece(1, false, tail))).toEqual([
    'ip:data',
    'ip:data',
    'ip:udp:data',
    'ip:data',
  ])
  expect(protocols(piece(0, true, head, 1), piece(1, false, tail, 2))).toEqual(['ip:data', 'ip:data'])
})

test('of overlapping fragments the first last one says how long the datagram is', () => {
  const long = udpDatagram(new Uint8Array(16), 1000, 9000)
  const piece = (position: number, more: boolean, from: number, to: number) =>
    ethernetFrame(IPV4, ipv4Packet(UDP, long.subarray(from, to), { id: 9, fragment: position | (more ? 0x2000 : 0) }))
  const { tables, protocols: found } = dissectFrames([
    piece(0, true, 0, 16),
    piece(2, false, 16, 24),
    piece(1, true, 8, 24),
  ])
  expect(found).toEqual(['eth:ethertype:ip:data', 'eth:ethertype:ip:udp:data', 'eth:ethertype:ip:data'])
  expect(rowsOf(endpoints(tables, null, { protocol: 'ip' }))[0].txf).toBe(3)
  expect(rowsOf(endpoints(tables, null, { protocol: 'udp' }))[0].txf).toBe(1)
})

test('IPv6 fragments count when the datagram is whole', () => {
  const piece = (field: number, bytes: Uint8Array) => over6(44, bytesOf([UDP, 0], u16(field), u32(5), bytes))
  const { tables, protocols: found } = dissectFrames([
    piece(1, datagram.subarray(0, 8)),
    piece(8, datagram.subarray(8)),
  ])
  expect(found).toEqual(['eth:ethertype:ipv6:ipv6.fraghdr:data', 'eth:ethertype:ipv6:ipv6.fraghdr:udp:data'])
  expect(rowsOf(endpoints(tables, null, { protocol: 'ipv6' }))[0].txf).toBe(1)
  expect(paths(tables)).toEqual(['eth>ipv6>data', 'eth>ipv6>udp>data'])
})

test('an IPv6 fragment that the snap length cut is data, the first too', () => {
  const first = over6(44, bytesOf([UDP, 0], u16(1), u32(5), datagram.subarray(0, 16)))
  expect(dissectFrames([first], { captured: first.length - 4 }).protocols).toEqual([
    'eth:ethertype:ipv6:ipv6.fraghdr:data',
  ])
})

test('IPv6 extension headers are drawn inside IPv6, over IPv4 beside it', () => {
  const options = bytesOf([UDP, 0, 1, 4, 0, 0, 0, 0], datagram)
  expect(protocols(over6(0, options), over6(60, options), over4(0, options))).toEqual([
    'ipv6:ipv6.hopopts:udp:data',
    'ipv6:ipv6.dstopts:udp:data',
    'ip:ipv6.hopopts:udp:data',
  ])
  expect(paths(dissectFrames([over6(0, options)]).tables)).toEqual(['eth>ipv6>udp>data'])
  expect(paths(dissectFrames([over4(0, options)]).tables)).toEqual(['eth>ip>ipv6.hopopts>udp>data'])
})

test('no next header ends a packet; what follows it is data', () => {
  const empty = bytesOf([59, 0, 1, 4, 0, 0, 0, 0])
  expect(
    protocols(
      over6(59, new Uint8Array(0)),
      over6(0, empty),
      over6(0, bytesOf(empty, 'abc')),
      over6(59, bytesOf('abc')),
    ),
  ).toEqual(['ipv6', 'ipv6:ipv6.hopopts', 'ipv6:ipv6.hopopts:data', 'ipv6:data'])
})

test('a routing header with segments left says where UDP goes, a home address option where it comes from', () => {
  const address = [0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]
  const routed = (segmentsLeft: number) => over6(43, bytesOf([UDP, 2, 0, segmentsLeft, 0, 0, 0, 0], address, datagram))
  const udp = (frame: Uint8Array) => {
    const [{ a, b }] = rowsOf(conversations(dissectFrames([frame]).tables, null, { protocol: 'udp' }))
    return [a, b]
  }
  expect(udp(routed(1))).toEqual(['fe80::1', '2001::9'])
  expect(udp(routed(0))).toEqual(['fe80::1', 'fe80::2'])
  expect(udp(over6(60, bytesOf([UDP, 2, 0xc9, 16], address, [1, 2, 0, 0], datagram)))).toEqual(['2001::9', 'fe80::2'])
  const { tables } = dissectFrames([routed(1)])
  expect(rowsOf(endpoints(tables, null, { protocol: 'ipv6' })).map((end) => end.host)).toEqual(['fe80::1', 'fe80::2'])
})

test('IP in IP, with the version of the header before the number of the protocol', () => {
  const inner4 = ipv4Packet(UDP, datagram)
  const inner6 = ipv6Packet(UDP, datagram)
  expect(protocols(over4(4, inner4), over4(41, inner6), over4(4, inner6), over4(41, inner4), over6(4, inner4))).toEqual(
    ['ip:ip:udp:data', 'ip:ipv6:udp:data', 'ip:ip:ipv6:udp:data', 'ip:data', 'ipv6:ip:udp:data'],
  )
  const { tables } = dissectFrames([over4(4, inner4)])
  expect(rowsOf(endpoints(tables, null, { protocol: 'ip' }))[0]).toMatchObject({ host: '192.0.2.1', txf: 2 })
})

test('AH goes on to the next header, ESP ends the packet, unknown protocols are data', () => {
  expect(
    protocols(
      over4(51, bytesOf([UDP, 4, 0, 0], new Uint8Array(20), datagram)),
      over4(51, bytesOf([0xfa, 1, 0, 0], new Uint8Array(8), 'abc')),
      over4(50, new Uint8Array(40)),
      over4(108, bytesOf([4, 0, 0, 2], 'abcdef')),
      over6(135, bytesOf([0x3b, 1, 5, 0], new Uint8Array(12))),
      over4(253, bytesOf('abc')),
    ),
  ).toEqual(['ip:ah:udp:data', 'ip:ah:data', 'ip:esp', 'ip:ipcomp:data', 'ipv6:mipv6', 'ip:data'])
  expect(paths(dissectFrames([over6(51, bytesOf([UDP, 1, 0, 0], new Uint8Array(8), datagram))]).tables)).toEqual([
    'eth>ipv6>udp>data',
  ])
})

test('ICMP: echo payload is data inside, errors quote a packet that is not counted', () => {
  const icmp = (type: number, rest: Uint8Array) => over4(1, bytesOf([type, 0, 0, 0, 0, 0, 0, 0], rest))
  const quoted = ipv4Packet(UDP, datagram, { source: '203.0.113.9', destination: '203.0.113.10' })
  expect(
    protocols(
      icmp(8, bytesOf('ab')),
      icmp(3, quoted),
      icmp(3, quoted.subarray(0, 28)),
      icmp(3, quoted.subarray(0, 10)),
      icmp(42, bytesOf('abc')),
    ),
  ).toEqual(['ip:icmp:data', 'ip:icmp:ip:udp:data', 'ip:icmp:ip:udp', 'ip:icmp:ip', 'ip:icmp'])
  const { tables } = dissectFrames([icmp(3, quoted)])
  expect(paths(tables)).toEqual(['eth>ip>icmp>data'])
  expect(rowsOf(endpoints(tables, null, { protocol: 'ip' })).map((end) => end.host)).toEqual([
    '192.0.2.1',
    '198.51.100.2',
  ])
  expect(rowsOf(endpoints(tables, null, { protocol: 'udp' }))).toEqual([])
})

test('ICMPv6: echo, quoted packets, also in the option of a redirect', () => {
  const icmp = (type: number, rest: Uint8Array) => over6(58, bytesOf([type, 0, 0, 0], rest))
  const quoted = ipv6Packet(UDP, datagram)
  const option = bytesOf([4, 8, 0, 0, 0, 0, 0, 0], quoted, new Uint8Array(5))
  expect(
    protocols(
      icmp(128, new Uint8Array(8)),
      icmp(128, new Uint8Array(4)),
      icmp(1, bytesOf(u32(0), quoted)),
      icmp(137, bytesOf(new Uint8Array(36), option)),
      icmp(135, new Uint8Array(20)),
      icmp(143, bytesOf(u32(1), [4, 0, 0, 0], new Uint8Array(16))),
    ),
  ).toEqual([
    'ipv6:icmpv6:data',
    'ipv6:icmpv6',
    'ipv6:icmpv6:ipv6:udp:data',
    'ipv6:icmpv6:ipv6:udp:data',
    'ipv6:icmpv6',
    'ipv6:icmpv6',
  ])
})

test('IGMP hands on by type and is drawn once', () => {
  const igmp = (type: number) => over4(2, bytesOf([type, 0, 0, 0, 224, 0, 0, 1]))
  expect(protocols(igmp(0x11), igmp(0x16), igmp(0x14), igmp(0xff), igmp(0x99))).toEqual([
    'ip:igmp:igmp',
    'ip:igmp:igmp',
    'ip:igmp:pim',
    'ip:igmp:rgmp',
    'ip:igmp',
  ])
  expect(paths(dissectFrames([igmp(0x11)]).tables)).toEqual(['eth>ip>igmp'])
  expect(paths(dissectFrames([igmp(0x14)]).tables)).toEqual(['eth>ip>pim'])
})

test('a PIM register carries a packet unless it is the null register', () => {
  const register = (flags: number[], inner: Uint8Array) => over4(103, bytesOf([0x21, 0, 0, 0], flags, inner))
  expect(
    protocols(register([0, 0, 0, 0], ipv4Packet(UDP, datagram)), register([0x40, 0, 0, 0], ipv4Packet(UDP, datagram))),
  ).toEqual(['ip:pim:ip:udp:data', 'ip:pim'])
})

test('SCTP: DATA chunks go to their payload protocol, else data; others show nothing', () => {
  const chunk = (type: number, flags: number, body: Uint8Array) => bytesOf([type, flags], u16(4 + body.length), body)
  const data = (flags: number) => chunk(0, flags, bytesOf(new Uint8Array(8), u32(9999), 'abcd'))
  const sctp = (...chunks: Uint8Array[]) => over4(132, bytesOf(u16(1000), u16(2000), u32(1), u32(0), ...chunks))
  expect(
    protocols(sctp(), sctp(chunk(4, 0, new Uint8Array(8))), sctp(data(3)), sctp(data(3), data(3)), sctp(data(2))),
  ).toEqual(['ip:sctp', 'ip:sctp', 'ip:sctp:data', 'ip:sctp:data:data', 'ip:sctp'])
})

test('whatever the bytes, every protocol over IP ends', () => {
  const numbers = Object.keys(protocolRegistry.ipProto).map(Number)
  fc.assert(
    fc.property(fc.constantFrom(...numbers), fc.uint8Array({ maxLength: 120 }), (protocol, bytes) => {
      expect(dissectFrames([over4(protocol, bytes), over6(protocol, bytes)]).protocols).toHaveLength(2)
    }),
  )
})

test('what was not captured is not shown: no data, no EtherType, no application', () => {
  const cut = (frame: Uint8Array, captured: number) => dissectFrames([frame], { captured }).protocols[0]
  expect(cut(over4(253, bytesOf('abc')), 34)).toBe('eth:ethertype:ip')
  expect(cut(ethernetFrame(0x1234, bytesOf('abc')), 14)).toBe('eth')
  expect(cut(over4(UDP, datagram), 42)).toBe('eth:ethertype:ip:udp')
  expect(cut(over4(UDP, udpDatagram(bytesOf('abc'), 1000, 514)), 42)).toBe('eth:ethertype:ip:udp')
  expect(cut(over4(UDP, udpDatagram(bytesOf('abc'), 1000, 514)), 43)).toBe('eth:ethertype:ip:udp:syslog')
  expect(cut(over4(1, bytesOf([8, 0, 0, 0, 0, 0, 0, 0], 'abc')), 42)).toBe('eth:ethertype:ip:icmp')
})
