import { expect, test } from 'vitest'
import { endpoints } from '../analysis/endpoints.ts'
import { hierarchy } from '../analysis/hierarchy.ts'
import { rowsOf } from '../analysis/list.ts'
import { dissectFrames } from '../testing/dissect-frames.ts'
import { bytesOf, ethernetFrame, ipv4Packet, ipv6Packet, u16, u32, udpDatagram, udpFrame } from '../testing/frames.ts'

const packet = ipv4Packet(17, udpDatagram(bytesOf('abc'), 1, 2))
const packet6 = ipv6Packet(59, new Uint8Array(0))
const frame = ethernetFrame(0x0800, packet)

const short = (text: string) => text.replace('eth:ethertype:ip:', '')
const protocols = (...frames: Uint8Array[]) => dissectFrames(frames).protocols.map(short)
const onPort = (destinationPort: number) => (payload: Uint8Array) =>
  udpFrame(payload, { sourcePort: 5555, destinationPort })
const gre = (flags: number, protocol: number, ...rest: (Uint8Array | number[])[]) =>
  ethernetFrame(0x0800, ipv4Packet(47, bytesOf(u16(flags), u16(protocol), ...rest)))

test('GRE: optional fields, keepalives, PPP of version 1', () => {
  expect(
    protocols(
      gre(0, 0x0800, packet),
      gre(0x8000, 0x0800, [0, 0, 0, 0], packet),
      gre(0xb000, 0x0800, new Uint8Array(12), packet),
      gre(0x4000, 0x0800, new Uint8Array(8), packet),
      gre(0, 0x1234, bytesOf('abc')),
      gre(0, 0, []),
      gre(0x3081, 0x880b, u16(33), u16(1), u32(1), u32(1), [0, 0x21], packet),
      gre(0, 0x6558, frame),
      gre(0, 0x883e, packet),
      gre(0, 0x883e, [0, 0, 0, 0], packet),
      gre(0xb000, 0x0800, new Uint8Array(11)),
    ),
  ).toEqual([
    'gre:ip:udp:data',
    'gre:ip:udp:data',
    'gre:ip:udp:data',
    'gre:ip:udp:data',
    'gre:data',
    'gre',
    'gre:ppp:ip:udp:data',
    'gre:eth:ethertype:ip:udp:data',
    'gre:ip:udp:data',
    'gre:ip:udp:data',
    'gre',
  ])
})

test('ERSPAN types I, II and III', () => {
  const inner = 'gre:erspan:eth:ethertype:ip:udp:data'
  const two = [0x10, 1, 0, 1, 0, 0, 0, 0]
  const three = (last: number[]) => [0x20, 1, 0, 1, 0, 0, 0, 0, 0, 0, ...last]
  expect(
    protocols(
      gre(0, 0x88be, frame),
      gre(0x1000, 0x88be, [0, 0, 0, 0], two, frame),
      gre(0x1000, 0x22eb, [0, 0, 0, 0], three([0, 0]), frame),
      gre(0x1000, 0x22eb, [0, 0, 0, 0], three([0, 1]), new Uint8Array(8), frame),
      gre(0x1000, 0x22eb, [0, 0, 0, 0], three([0x48, 0]), packet),
      gre(0x1000, 0x88be, [0, 0, 0, 0], [0x30, 1, 0, 1, 0, 0, 0, 0], frame),
    ),
  ).toEqual([inner, inner, inner, inner, 'gre:erspan:data', 'gre:erspan'])
})

test('VXLAN counts the inner frame as Ethernet; its generic extension is only in the hierarchy', () => {
  const vxlan = onPort(4789)(bytesOf([8, 0, 0, 0, 0, 0, 0, 0], frame))
  expect(protocols(vxlan)).toEqual(['udp:vxlan:eth:ethertype:ip:udp:data'])
  expect(rowsOf(endpoints(dissectFrames([vxlan]).tables, null, { protocol: 'eth' }))[0].txf).toBe(2)
  const gpe = (next: number, inner: Uint8Array) => onPort(4790)(bytesOf([0x0c, 0, 0, next, 0, 0, 0, 0], inner))
  expect(protocols(gpe(1, packet), gpe(2, packet6), gpe(3, frame), gpe(0, frame))).toEqual([
    'udp:ip:udp:data',
    'udp:ipv6',
    'udp:eth:ethertype:ip:udp:data',
    'udp:data',
  ])
  const [root] = hierarchy(dissectFrames([gpe(1, packet)]).tables, null)
  expect(JSON.stringify(root)).toContain('"proto":"vxlan"')
})

test('Geneve: options, EtherTypes without the pseudo-layer', () => {
  const geneve = (type: number, inner: Uint8Array, options: number[] = []) =>
    onPort(6081)(bytesOf([options.length / 4, 0], u16(type), [0, 0, 1, 0], options, inner))
  expect(
    protocols(geneve(0x6558, frame), geneve(0x0800, packet, [1, 2, 3, 1, 0, 0, 0, 0]), geneve(0x1234, bytesOf('abc'))),
  ).toEqual(['udp:geneve:eth:ethertype:ip:udp:data', 'udp:geneve:ip:udp:data', 'udp:geneve:data'])
})

test('GTP: user packets behind optional fields and extension headers; what is no message is not GTP', () => {
  const gtp = (flags: number, type: number, ...rest: (Uint8Array | number[])[]) => {
    const body = bytesOf(...rest)
    return onPort(2152)(bytesOf([flags, type], u16(body.length), u32(1), body))
  }
  expect(
    protocols(
      gtp(0x30, 255, packet),
      gtp(0x32, 255, [0, 1, 0, 0], packet),
      gtp(0x34, 255, [0, 0, 0, 0x85, 1, 0, 0, 0], packet),
      gtp(0x30, 255, packet6),
      gtp(0x30, 255, [0x21], packet),
      gtp(0x30, 1),
      gtp(0x30, 8, packet),
      gtp(0x48, 1),
      gtp(0x80, 255, packet),
    ),
  ).toEqual([
    'udp:gtp:ip:udp:data',
    'udp:gtp:ip:udp:data',
    'udp:gtp:ip:udp:data',
    'udp:gtp:ipv6',
    'udp:gtp',
    'udp:gtp',
    'udp:data',
    'udp:gtp:gtpv2',
    'udp:data',
  ])
})

test('Teredo: authentication and origin indications before the packet', () => {
  const origin = [0, 0, 1, 1, 1, 1, 1, 1]
  const authentication = [0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]
  const teredo = (...parts: (Uint8Array | number[])[]) => onPort(3544)(bytesOf(...parts))
  expect(
    protocols(
      teredo(packet6),
      teredo(origin, packet6),
      teredo(authentication, origin, packet6),
      teredo(new Uint8Array(50).fill(0x40)),
    ),
  ).toEqual(['udp:teredo:ipv6', 'udp:teredo:ipv6', 'udp:teredo:ipv6', 'udp:teredo:data'])
})

test('L2TP carries PPP, UDP-encapsulated ESP and IKE are told by their first bytes', () => {
  const l2tp = (...parts: (Uint8Array | number[])[]) => onPort(1701)(bytesOf(...parts))
  const encapsulated = (bytes: Uint8Array) => onPort(4500)(bytes)
  expect(
    protocols(
      l2tp([0xc8, 2, 0, 12, 0, 1, 0, 1, 0, 0, 0, 0]),
      l2tp([0, 2, 0, 1, 0, 1, 0xff, 3, 0, 0x21], packet),
      l2tp([8, 2, 0, 1, 0, 1, 0, 0, 0, 0, 0xff, 3, 0, 0x21], packet),
      l2tp([0, 3, 0, 0, 0, 0, 0, 1], bytesOf('abcd')),
      l2tp([0xc8, 4, 0, 12]),
      encapsulated(bytesOf([0xff])),
      encapsulated(new Uint8Array(40).fill(7)),
      encapsulated(bytesOf(new Uint8Array(28), [0, 0, 0, 28])),
    ),
  ).toEqual([
    'udp:l2tp',
    'udp:l2tp:ppp:ip:udp:data',
    'udp:l2tp:ppp:ip:udp:data',
    'udp:l2tp:data',
    'udp:data',
    'udp:udpencap',
    'udp:udpencap:esp',
    'udp:udpencap:isakmp',
  ])
})
