import { TextWriter } from '../bytes/text-writer.ts'
import { decimal, hexadecimal, ipv6Address, layout, presence, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { ipv6AddressFields, ipv6AddressLayout } from './ipv6-address-fields.ts'

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
  host: text('source or destination as text'),
  src_host: text('source as text'),
  dst_host: text('destination as text'),
  plen_exceeds_framing: presence('more bytes are said to follow than do'),
})

/** Wireshark gives the version under the older name too. */
const ipLayout = layout('ip', { version: decimal('version of the header') })

const HEADER = 40
const words = new TextWriter(64)

/** The header at `at`. */
export function ipv6Fields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ipv6Layout
  fields.ipv6Ends.set(packet.bytes.subarray(at + 8, at + HEADER))
  if (fields.contentEnd < 0) fields.contentEnd = at + HEADER + packet.u16(at + 4)
  if (!fields.wants(f) && !fields.wantsField(ipLayout.version) && !fields.wants(ipv6AddressLayout)) return
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
  for (let side = 0; side < 2; side++) {
    const from = at + 8 + side * 16
    fields.ipv6(side === 0 ? f.src : f.dst, packet.bytes, from)
    fields.ipv6(f.addr, packet.bytes, from)
    const name = side === 0 ? f.src_host : f.dst_host
    if (fields.wantsField(f.host) || fields.wantsField(name)) {
      words.length = 0
      words.ipv6(packet.bytes, from)
      fields.rendered(name, words.bytes, 0, words.length)
      fields.rendered(f.host, words.bytes, 0, words.length)
    }
    ipv6AddressFields(fields, packet.bytes, from, side === 0 ? 'src' : 'dst')
  }
  if (HEADER + packet.u16(at + 4) > packet.wireEnd - at) fields.presence(f.plen_exceeds_framing)
}
