import { decimal, flag, hexadecimal, ipv6Address, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 8200. */
export const ipv6Layout = layout('ipv6', {
  version: decimal('version of the header'),
  tclass: hexadecimal(8, 'traffic class'),
  'tclass.dscp': decimal('differentiated services code point'),
  'tclass.ecn': decimal('explicit congestion notification'),
  flow: hexadecimal(6, 'flow label'),
  plen: decimal('bytes behind the header'),
  nxt: decimal('next header'),
  hlim: decimal('hop limit'),
  src: ipv6Address('source'),
  dst: ipv6Address('destination'),
  addr: ipv6Address('source or destination'),
  'hopopts.nxt': decimal('next header behind hop-by-hop options'),
  'dstopts.nxt': decimal('next header behind destination options'),
  'routing.nxt': decimal('next header behind a routing header'),
  'routing.type': decimal('kind of routing header'),
  'routing.segleft': decimal('segments left'),
  'fraghdr.nxt': decimal('next header of a fragment'),
  'fraghdr.offset': decimal('where the fragment begins, in units of 8 bytes'),
  'fraghdr.more': flag('more fragments follow'),
  'fraghdr.ident': hexadecimal(8, 'identification of the fragments'),
})

/** Wireshark gives the version under the older name too. */
const ipLayout = layout('ip', { version: decimal('version of the header') })

/** The header at `at`. */
export function ipv6Fields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ipv6Layout
  if (!fields.wants(f) && !fields.wantsField(ipLayout.version)) return
  const first = packet.u32(at)
  fields.number(ipLayout.version, first >>> 28, at, 1)
  const traffic = (first >>> 20) & 255
  fields.number(f.version, first >>> 28, at, 1)
  fields.number(f.tclass, traffic, at, 4)
  fields.number(f['tclass.dscp'], traffic >>> 2, at, 4)
  fields.number(f['tclass.ecn'], traffic & 3, at, 4)
  fields.number(f.flow, first & 0xfffff, at, 4)
  fields.number(f.plen, packet.u16(at + 4), at + 4, 2)
  fields.number(f.nxt, packet.u8(at + 6), at + 6, 1)
  fields.number(f.hlim, packet.u8(at + 7), at + 7, 1)
  fields.ipv6(f.src, packet.bytes, at + 8)
  fields.ipv6(f.addr, packet.bytes, at + 8)
  fields.ipv6(f.dst, packet.bytes, at + 24)
  fields.ipv6(f.addr, packet.bytes, at + 24)
}

/** Options at `at`. */
export function ipv6OptionsFields(fields: FieldSink, packet: Packet, at: number, isHopByHop: boolean): void {
  if (!fields.wants(ipv6Layout)) return
  fields.number(isHopByHop ? ipv6Layout['hopopts.nxt'] : ipv6Layout['dstopts.nxt'], packet.u8(at), at, 1)
}

/** The routing header at `at`. */
export function ipv6RoutingFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ipv6Layout
  if (!fields.wants(f)) return
  fields.number(f['routing.nxt'], packet.u8(at), at, 1)
  fields.number(f['routing.type'], packet.u8(at + 2), at + 2, 1)
  fields.number(f['routing.segleft'], packet.u8(at + 3), at + 3, 1)
}

/** The fragment header at `at`. */
export function ipv6FragmentFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ipv6Layout
  if (!fields.wants(f)) return
  fields.number(f['fraghdr.nxt'], packet.u8(at), at, 1)
  fields.number(f['fraghdr.offset'], packet.u16(at + 2) >>> 3, at + 2, 2)
  fields.flag(f['fraghdr.more'], packet.u16(at + 2) & 1, at + 2, 2)
  fields.number(f['fraghdr.ident'], packet.u32(at + 4), at + 4, 4)
}
