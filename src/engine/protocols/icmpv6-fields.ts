import { decimal, flag, hexadecimal, ipv6Address, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 4443, 4861. */
export const icmpv6Layout = layout('icmpv6', {
  type: decimal('type'),
  code: decimal('code'),
  checksum: hexadecimal(4, 'checksum'),
  'echo.identifier': hexadecimal(4, 'identifier of an echo'),
  'echo.sequence_number': decimal('sequence number of an echo'),
  mtu: decimal('MTU of the next hop'),
  'nd.ns.target_address': ipv6Address('address that a neighbor solicitation asks for'),
  'nd.na.target_address': ipv6Address('address that a neighbor advertisement tells'),
  'nd.na.flag': hexadecimal(8, 'flags of a neighbor advertisement'),
  'nd.na.flag.r': flag('the neighbor is a router'),
  'nd.na.flag.s': flag('the advertisement was asked for'),
  'nd.na.flag.o': flag('the advertisement overrides what was known'),
  'nd.ra.cur_hop_limit': decimal('hop limit that a router proposes'),
  'nd.ra.flag': hexadecimal(2, 'flags of a router advertisement'),
  'nd.ra.router_lifetime': decimal('seconds that a router is a default router'),
  'nd.ra.reachable_time': decimal('milliseconds that a neighbor is taken for reachable'),
  'nd.ra.retrans_timer': decimal('milliseconds between solicitations'),
})

const TOO_BIG = 2
const ECHO_REQUEST = 128
const ECHO_REPLY = 129
const ROUTER_ADVERTISEMENT = 134
const NEIGHBOR_SOLICITATION = 135
const NEIGHBOR_ADVERTISEMENT = 136

/** The message at `at`; as much of it as was captured. */
export function icmpv6Fields(fields: FieldSink, packet: Packet, at: number): void {
  const f = icmpv6Layout
  if (!fields.wants(f)) return
  const { bytes, end } = packet
  const type = packet.u8(at)
  fields.number(f.type, type, at, 1)
  fields.number(f.code, packet.u8(at + 1), at + 1, 1)
  fields.number(f.checksum, packet.u16(at + 2), at + 2, 2)
  if (at + 8 > end) return
  if (type === ECHO_REQUEST || type === ECHO_REPLY) {
    fields.number(f['echo.identifier'], packet.u16(at + 4), at + 4, 2)
    fields.number(f['echo.sequence_number'], packet.u16(at + 6), at + 6, 2)
  } else if (type === TOO_BIG) fields.number(f.mtu, packet.u32(at + 4), at + 4, 4)
  else if (type === NEIGHBOR_SOLICITATION && at + 24 <= end) fields.ipv6(f['nd.ns.target_address'], bytes, at + 8)
  else if (type === NEIGHBOR_ADVERTISEMENT) {
    const flags = packet.u32(at + 4)
    fields.number(f['nd.na.flag'], flags, at + 4, 4)
    fields.flag(f['nd.na.flag.r'], flags & 0x80000000, at + 4, 4)
    fields.flag(f['nd.na.flag.s'], flags & 0x40000000, at + 4, 4)
    fields.flag(f['nd.na.flag.o'], flags & 0x20000000, at + 4, 4)
    if (at + 24 <= end) fields.ipv6(f['nd.na.target_address'], bytes, at + 8)
  } else if (type === ROUTER_ADVERTISEMENT && at + 16 <= end) {
    fields.number(f['nd.ra.cur_hop_limit'], packet.u8(at + 4), at + 4, 1)
    fields.number(f['nd.ra.flag'], packet.u8(at + 5), at + 5, 1)
    fields.number(f['nd.ra.router_lifetime'], packet.u16(at + 6), at + 6, 2)
    fields.number(f['nd.ra.reachable_time'], packet.u32(at + 8), at + 8, 4)
    fields.number(f['nd.ra.retrans_timer'], packet.u32(at + 12), at + 12, 4)
  }
}
