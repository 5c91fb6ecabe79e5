import {
  byteRun,
  decimal,
  flag,
  hexadecimal,
  ipv6Address,
  layout,
  macAddress,
  presence,
  text,
} from '../dissect/field-layout.ts'
import { fieldRow, flagBits } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Neighbor Discovery options: RFC 4861, 4191, 8106, 3971, 8781. */
export const icmpv6OptionLayout = layout('icmpv6', {
  opt: presence('an option'),
  'opt.type': decimal('kind of an option'),
  'opt.length': decimal('units of 8 bytes of an option'),
  'opt.linkaddr': macAddress('Ethernet address'),
  'opt.src_linkaddr': macAddress('Ethernet address of the sender'),
  'opt.target_linkaddr': macAddress('Ethernet address of the target'),
  'opt.reserved': presence('reserved bytes of an option'),
  'opt.prefix.length': decimal('bits of a prefix'),
  'opt.prefix.flag': hexadecimal(2, 'flags of a prefix'),
  'opt.prefix.flag.l': flag('addresses of the prefix are on this link'),
  'opt.prefix.flag.a': flag('hosts may make addresses of the prefix'),
  'opt.prefix.flag.r': flag('the prefix is an address of the router'),
  'opt.prefix.flag.reserved': decimal('reserved flags of a prefix'),
  'opt.prefix.valid_lifetime': decimal('seconds that a prefix is good'),
  'opt.prefix.preferred_lifetime': decimal('seconds that a prefix is preferred'),
  'opt.prefix': ipv6Address('prefix'),
  'opt.redirected_packet': presence('the packet that is redirected'),
  'opt.mtu': decimal('MTU of the link'),
  'opt.nonce': byteRun('nonce'),
  'opt.advertisement_interval': decimal('milliseconds between advertisements'),
  'opt.route_info.flag': hexadecimal(2, 'flags of a route'),
  'opt.route_info.flag.route_preference': decimal('preference of a route'),
  'opt.route_info.flag.reserved': decimal('reserved flags of a route'),
  'opt.route_lifetime': decimal('seconds that a route is good'),
  'opt.rdnss.lifetime': decimal('seconds that name servers are good'),
  'opt.rdnss': ipv6Address('name server'),
  'opt.dnssl.lifetime': decimal('seconds that a search list is good'),
  'opt.dnssl': text('domain of a search list'),
  'opt.captive_portal': text('URL of the captive portal'),
})

const f = icmpv6OptionLayout
const SOURCE = 1
const TARGET = 2
const scratch = new Uint8Array(16)

/** Options in [from, to); a length of 0 ends them. */
export function icmpv6OptionFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f)) return
  for (let at = from; at + 2 <= to; ) {
    const type = packet.u8(at)
    const units = packet.u8(at + 1)
    fields.presence(f.opt)
    fields.number(f['opt.type'], type, at, 1)
    fields.number(f['opt.length'], units, at + 1, 1)
    const end = at + units * 8
    if (units === 0 || end > to) return
    optionFields(fields, packet, type, at + 2, end)
    at = end
  }
}

function optionFields(fields: FieldSink, packet: Packet, type: number, at: number, to: number): void {
  switch (type) {
    case SOURCE:
    case TARGET:
      if (to - at !== 6) return
      fields.mac(f['opt.linkaddr'], packet.bytes, at)
      fields.mac(type === SOURCE ? f['opt.src_linkaddr'] : f['opt.target_linkaddr'], packet.bytes, at)
      return
    case 3:
      prefix(fields, packet, at, to)
      return
    case 4:
      fields.presence(f['opt.reserved'])
      fields.presence(f['opt.redirected_packet'])
      return
    case 5:
      fieldRow(fields, packet, at, to, [
        [f['opt.reserved'], 2],
        [f['opt.mtu'], 4],
      ])
      return
    case 7:
      fieldRow(fields, packet, at, to, [
        [f['opt.reserved'], 2],
        [f['opt.advertisement_interval'], 4],
      ])
      return
    case 14:
      fields.bytes(f['opt.nonce'], packet.bytes, at, to)
      return
    case 24:
      route(fields, packet, at, to)
      return
    case 25:
      fieldRow(fields, packet, at, to, [
        [f['opt.reserved'], 2],
        [f['opt.rdnss.lifetime'], 4],
      ])
      for (let next = at + 6; next + 16 <= to; next += 16) fields.ipv6(f['opt.rdnss'], packet.bytes, next)
      return
    case 31:
      fieldRow(fields, packet, at, to, [
        [f['opt.reserved'], 2],
        [f['opt.dnssl.lifetime'], 4],
      ])
      return
    case 37:
      fields.text(f['opt.captive_portal'], packet.bytes, at, to)
      return
    default:
  }
}

function prefix(fields: FieldSink, packet: Packet, at: number, to: number): void {
  if (at + 30 > to) return
  const flags = packet.u8(at + 1)
  fields.number(f['opt.prefix.length'], packet.u8(at), at, 1)
  fields.number(f['opt.prefix.flag'], flags, at + 1, 1)
  flagBits(fields, flags, at + 1, [
    [f['opt.prefix.flag.l'], 0x80],
    [f['opt.prefix.flag.a'], 0x40],
    [f['opt.prefix.flag.r'], 0x20],
  ])
  fields.number(f['opt.prefix.flag.reserved'], flags & 0x1f, at + 1, 1)
  fieldRow(fields, packet, at + 2, to, [
    [f['opt.prefix.valid_lifetime'], 4],
    [f['opt.prefix.preferred_lifetime'], 4],
    [f['opt.reserved'], 4],
    [f['opt.prefix'], 16],
  ])
}

/** RFC 4191 section 2.3; the prefix may be cut. */
function route(fields: FieldSink, packet: Packet, at: number, to: number): void {
  if (at + 6 > to) return
  const flags = packet.u8(at + 1)
  fields.number(f['opt.prefix.length'], packet.u8(at), at, 1)
  fields.number(f['opt.route_info.flag'], flags, at + 1, 1)
  fields.number(f['opt.route_info.flag.route_preference'], (flags >>> 3) & 3, at + 1, 1)
  fields.number(f['opt.route_info.flag.reserved'], flags & 0xe7, at + 1, 1)
  fields.number(f['opt.route_lifetime'], packet.u32(at + 2), at + 2, 4)
  if (at + 6 >= to) return
  scratch.fill(0)
  scratch.set(packet.bytes.subarray(at + 6, Math.min(to, at + 22)))
  fields.ipv6(f['opt.prefix'], scratch, 0)
}
