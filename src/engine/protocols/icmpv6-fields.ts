import { byteRun, decimal, flag, hexadecimal, ipv6Address, layout, presence } from '../dissect/field-layout.ts'
import { pairEcho } from '../dissect/echo-pairs.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { icmpv6ListenerFields, icmpv6ReportFields } from './icmpv6-listener-fields.ts'
import { icmpv6OptionFields } from './icmpv6-option-fields.ts'
import { flagBits } from '../dissect/field-row.ts'

/** RFC 4443, 4861. */
export const icmpv6Layout = layout('icmpv6', {
  type: decimal('type'),
  code: decimal('code'),
  checksum: hexadecimal(4, 'checksum'),
  'checksum.status': decimal('1 good, 0 bad, 2 not verified'),
  'checksum_bad.expert': presence('the checksum is wrong'),
  reserved: byteRun('reserved bytes'),
  resp_to: decimal('packet of the request'),
  resptime: decimal('milliseconds since the request'),
  'echo.identifier': hexadecimal(4, 'identifier of an echo'),
  'echo.sequence_number': decimal('sequence number of an echo'),
  mtu: decimal('MTU of the next hop'),
  'nd.ns.target_address': ipv6Address('address that a neighbor solicitation asks for'),
  'nd.na.target_address': ipv6Address('address that a neighbor advertisement tells'),
  'nd.na.flag': hexadecimal(8, 'flags of a neighbor advertisement'),
  'nd.na.flag.r': flag('the neighbor is a router'),
  'nd.na.flag.s': flag('the advertisement was asked for'),
  'nd.na.flag.o': flag('the advertisement overrides what was known'),
  'nd.na.flag.rsv': decimal('reserved flags of a neighbor advertisement'),
  'nd.rd.target_address': ipv6Address('better first hop'),
  'rd.na.destination_address': ipv6Address('address that is redirected'),
  'nd.ra.cur_hop_limit': decimal('hop limit that a router proposes'),
  'nd.ra.flag': hexadecimal(2, 'flags of a router advertisement'),
  'nd.ra.flag.m': flag('addresses come by DHCPv6'),
  'nd.ra.flag.o': flag('other settings come by DHCPv6'),
  'nd.ra.flag.h': flag('the router is a home agent'),
  'nd.ra.flag.prf': decimal('preference of the router'),
  'nd.ra.flag.p': flag('the advertisement came through a proxy'),
  'nd.ra.flag.rsv': decimal('reserved flags of a router advertisement'),
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
const REDIRECT = 137
const MULTICAST_QUERY = 130
const MULTICAST_REPORT = 143
/** Where the options of Neighbor Discovery messages begin. */
const OPTIONS_AT = new Map([
  [133, 8],
  [134, 16],
  [135, 24],
  [136, 24],
  [137, 40],
])
/** With reserved bytes behind the checksum. */
const RESERVED = new Set([1, 3, 130, 131, 132, 133, 135, 137, 143])

/** The message at `at`; as much of it as was captured. */
export function icmpv6Fields(fields: FieldSink, packet: Packet, at: number): void {
  const f = icmpv6Layout
  const kind = packet.u8(at)
  const options = OPTIONS_AT.get(kind)
  if (options !== undefined) icmpv6OptionFields(fields, packet, at + options, packet.end)
  else if (kind === MULTICAST_REPORT) icmpv6ReportFields(fields, packet, at)
  else if (kind >= MULTICAST_QUERY && kind <= MULTICAST_QUERY + 2)
    icmpv6ListenerFields(fields, packet, at, kind === MULTICAST_QUERY)
  if (!fields.wants(f)) return
  const { bytes, end } = packet
  const type = packet.u8(at)
  fields.number(f.type, type, at, 1)
  fields.number(f.code, packet.u8(at + 1), at + 1, 1)
  fields.number(f.checksum, packet.u16(at + 2), at + 2, 2)
  const status = checksumStatus(fields, packet, at)
  fields.number(f['checksum.status'], status, at + 2, 0)
  if (status === BAD) fields.presence(f['checksum_bad.expert'])
  if (at + 8 > end) return
  if (type === ECHO_REQUEST || type === ECHO_REPLY) {
    fields.number(f['echo.identifier'], packet.u16(at + 4), at + 4, 2)
    fields.number(f['echo.sequence_number'], packet.u16(at + 6), at + 6, 2)
    echoFields(fields, packet, at, type === ECHO_REQUEST)
  } else if (RESERVED.has(type)) fields.bytes(f.reserved, bytes, at + 4, type === MULTICAST_REPORT ? at + 6 : at + 8)
  if (type === TOO_BIG) fields.number(f.mtu, packet.u32(at + 4), at + 4, 4)
  else if (type === NEIGHBOR_SOLICITATION && at + 24 <= end) fields.ipv6(f['nd.ns.target_address'], bytes, at + 8)
  else if (type === NEIGHBOR_ADVERTISEMENT) {
    const flags = packet.u32(at + 4)
    fields.number(f['nd.na.flag'], flags, at + 4, 4)
    fields.flag(f['nd.na.flag.r'], flags & 0x80000000, at + 4, 4)
    fields.flag(f['nd.na.flag.s'], flags & 0x40000000, at + 4, 4)
    fields.flag(f['nd.na.flag.o'], flags & 0x20000000, at + 4, 4)
    fields.number(f['nd.na.flag.rsv'], flags & 0x1fffffff, at + 4, 4)
    if (at + 24 <= end) fields.ipv6(f['nd.na.target_address'], bytes, at + 8)
  } else if (type === REDIRECT && at + 40 <= end) {
    fields.ipv6(f['nd.rd.target_address'], bytes, at + 8)
    fields.ipv6(f['rd.na.destination_address'], bytes, at + 24)
  } else if (type === ROUTER_ADVERTISEMENT && at + 16 <= end) {
    const flags = packet.u8(at + 5)
    flagBits(fields, flags, at + 5, [
      [f['nd.ra.flag.m'], 0x80],
      [f['nd.ra.flag.o'], 0x40],
      [f['nd.ra.flag.h'], 0x20],
      [f['nd.ra.flag.p'], 0x04],
    ])
    fields.number(f['nd.ra.flag.prf'], (flags >>> 3) & 3, at + 5, 1)
    fields.number(f['nd.ra.flag.rsv'], flags & 3, at + 5, 1)
    fields.number(f['nd.ra.cur_hop_limit'], packet.u8(at + 4), at + 4, 1)
    fields.number(f['nd.ra.flag'], packet.u8(at + 5), at + 5, 1)
    fields.number(f['nd.ra.router_lifetime'], packet.u16(at + 6), at + 6, 2)
    fields.number(f['nd.ra.reachable_time'], packet.u32(at + 8), at + 8, 4)
    fields.number(f['nd.ra.retrans_timer'], packet.u32(at + 12), at + 12, 4)
  }
}

const ICMPV6 = 58
const BAD = 0
const GOOD = 1
const NOT_VERIFIED = 2

/** RFC 4443 section 2.3, over the addresses right before the message; not verified when they or the message are not whole. */
function checksumStatus({ ipv6Ends: ends }: FieldSink, packet: Packet, at: number): number {
  const { bytes, end, wireEnd } = packet
  if (end < wireEnd || packet.fragmented || packet.inError) return packet.inError ? GOOD : NOT_VERIFIED
  let sum = end - at + ICMPV6
  for (let i = 0; i < 32; i += 2) sum += ends[i] * 256 + ends[i + 1]
  for (let i = at; i < end; i += 2) sum += bytes[i] * 256 + (i + 1 < end ? bytes[i + 1] : 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return sum === 0xffff ? GOOD : BAD
}

/** The request that an echo reply answers. */
function echoFields(fields: FieldSink, packet: Packet, at: number, isRequest: boolean): void {
  const asked = pairEcho(packet, 'icmpv6 echoes of fields', packet.u32(at + 4), isRequest)
  if (asked === null) return
  fields.number(icmpv6Layout.resp_to, asked.frame, 0, 0)
  fields.number(icmpv6Layout.resptime, asked.milliseconds, 0, 0)
}
