import { byteRun, decimal, flag, hexadecimal, ipv6Address, layout, presence } from '../dissect/field-layout.ts'
import { fieldRow } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Extension headers of RFC 8200, 2711, 2675, 6275. */
export const ipv6ExtensionLayout = layout('ipv6', {
  'hopopts.nxt': decimal('next header behind hop-by-hop options'),
  'hopopts.len': decimal('units of 8 bytes behind the first, of hop-by-hop options'),
  'hopopts.len_oct': decimal('bytes of hop-by-hop options'),
  'dstopts.nxt': decimal('next header behind destination options'),
  'dstopts.len': decimal('units of 8 bytes behind the first, of destination options'),
  'dstopts.len_oct': decimal('bytes of destination options'),
  opt: presence('an option'),
  'opt.type': hexadecimal(2, 'kind of an option'),
  'opt.type.action': decimal('what who does not know the option does with the packet'),
  'opt.type.change': flag('routers may change the option'),
  'opt.type.rest': hexadecimal(2, 'lower bits of the kind of an option'),
  'opt.length': decimal('bytes of an option'),
  'opt.pad1': presence('one byte of padding'),
  'opt.padn': byteRun('padding'),
  'opt.router_alert': decimal('0: MLD, 1: RSVP'),
  'opt.jumbo': decimal('bytes of a jumbogram'),
  'opt.mipv6.home_address': ipv6Address('address at which a mobile node is known'),
  'opt.tel': decimal('how often the packet may be packed into another'),
  'routing.nxt': decimal('next header behind a routing header'),
  'routing.len': decimal('units of 8 bytes behind the first, of a routing header'),
  'routing.len_oct': decimal('bytes of a routing header'),
  'routing.type': decimal('kind of routing header'),
  'routing.segleft': decimal('segments left'),
  'routing.src.reserved': byteRun('reserved bytes of a source route'),
  'routing.src.addr': ipv6Address('address of a source route'),
  'routing.mipv6.reserved': byteRun('reserved bytes of a routing header to a mobile node'),
  'routing.mipv6.home_address': ipv6Address('home address of a mobile node'),
  'routing.deprecated': presence('source routes are not to be used any more'),
  'fraghdr.nxt': decimal('next header of a fragment'),
  'fraghdr.reserved_octet': hexadecimal(2, 'reserved byte of a fragment header'),
  'fraghdr.offset': decimal('where the fragment begins, in units of 8 bytes'),
  'fraghdr.reserved_bits': decimal('reserved bits of a fragment header'),
  'fraghdr.more': flag('more fragments follow'),
  'fraghdr.ident': hexadecimal(8, 'identification of the fragments'),
})

const f = ipv6ExtensionLayout
const PAD_1 = 0
const PAD_N = 1
const TUNNEL_LIMIT = 4
const ROUTER_ALERT = 5
const JUMBO = 0xc2
const HOME_ADDRESS = 0xc9

/** Options from `at`, all of which are there. */
export function ipv6OptionsFields(fields: FieldSink, packet: Packet, at: number, isHopByHop: boolean): void {
  if (!fields.wants(f)) return
  const units = packet.u8(at + 1)
  const end = at + 8 * (units + 1)
  fields.number(isHopByHop ? f['hopopts.nxt'] : f['dstopts.nxt'], packet.u8(at), at, 1)
  fields.number(isHopByHop ? f['hopopts.len'] : f['dstopts.len'], units, at + 1, 1)
  fields.number(isHopByHop ? f['hopopts.len_oct'] : f['dstopts.len_oct'], end - at, at + 1, 1)
  for (let next = at + 2; next < end; ) {
    const type = packet.u8(next)
    fields.presence(f.opt)
    fields.number(f['opt.type'], type, next, 1)
    fields.number(f['opt.type.action'], type >>> 6, next, 1)
    fields.flag(f['opt.type.change'], type & 0x20, next, 1)
    fields.number(f['opt.type.rest'], type & 0x1f, next, 1)
    if (type === PAD_1) {
      fields.presence(f['opt.pad1'])
      next++
      continue
    }
    if (next + 2 > end) return
    const length = packet.u8(next + 1)
    const from = next + 2
    fields.number(f['opt.length'], length, next + 1, 1)
    next = from + length
    if (next > end) return
    if (type === PAD_N) fields.bytes(f['opt.padn'], packet.bytes, from, next)
    else if (type === ROUTER_ALERT) fieldRow(fields, packet, from, next, [[f['opt.router_alert'], 2]])
    else if (type === TUNNEL_LIMIT) fieldRow(fields, packet, from, next, [[f['opt.tel'], 1]])
    else if (type === JUMBO) fieldRow(fields, packet, from, next, [[f['opt.jumbo'], 4]])
    else if (type === HOME_ADDRESS) fieldRow(fields, packet, from, next, [[f['opt.mipv6.home_address'], 16]])
  }
}

const SOURCE_ROUTE = 0
const MOBILITY_ROUTE = 2

/** The routing header at `at`, all of which is there. */
export function ipv6RoutingFields(fields: FieldSink, packet: Packet, at: number): void {
  const end = at + 8 * (packet.u8(at + 1) + 1)
  const type = packet.u8(at + 2)
  // With segments left, the last address is where the packet goes.
  if (packet.u8(at + 3) > 0 && end - at >= 24 && (type === SOURCE_ROUTE || type === MOBILITY_ROUTE))
    fields.ipv6Ends.set(packet.bytes.subarray(end - 16, end), 16)
  if (!fields.wants(f)) return
  fields.number(f['routing.nxt'], packet.u8(at), at, 1)
  fields.number(f['routing.len'], packet.u8(at + 1), at + 1, 1)
  fields.number(f['routing.len_oct'], end - at, at + 1, 1)
  fields.number(f['routing.type'], type, at + 2, 1)
  fields.number(f['routing.segleft'], packet.u8(at + 3), at + 3, 1)
  if (type === SOURCE_ROUTE) {
    fields.presence(f['routing.deprecated'])
    fields.bytes(f['routing.src.reserved'], packet.bytes, at + 4, at + 8)
    for (let next = at + 8; next + 16 <= end; next += 16) fields.ipv6(f['routing.src.addr'], packet.bytes, next)
  } else if (type === MOBILITY_ROUTE) {
    fields.bytes(f['routing.mipv6.reserved'], packet.bytes, at + 4, at + 8)
    if (at + 24 <= end) fields.ipv6(f['routing.mipv6.home_address'], packet.bytes, at + 8)
  }
}

/** The fragment header at `at`. */
export function ipv6FragmentFields(fields: FieldSink, packet: Packet, at: number): void {
  if (!fields.wants(f)) return
  const position = packet.u16(at + 2)
  fields.number(f['fraghdr.nxt'], packet.u8(at), at, 1)
  fields.number(f['fraghdr.reserved_octet'], packet.u8(at + 1), at + 1, 1)
  fields.number(f['fraghdr.offset'], position >>> 3, at + 2, 2)
  fields.number(f['fraghdr.reserved_bits'], (position >>> 1) & 3, at + 2, 2)
  fields.flag(f['fraghdr.more'], position & 1, at + 2, 2)
  fields.number(f['fraghdr.ident'], packet.u32(at + 4), at + 4, 4)
}
