import { byteRun, decimal, ipv4Address, ipv6Address, layout, presence, text } from '../dissect/field-layout.ts'
import { fieldRow } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** IANA "DNS EDNS0 Option Codes": RFC 7871, 7873, 7828, 7830, 8914. */
export const dnsOptionLayout = layout('dns', {
  opt: presence('an option of EDNS'),
  'opt.code': decimal('kind of an option of EDNS'),
  'opt.len': decimal('bytes of an option of EDNS'),
  'opt.data': byteRun('an option of EDNS'),
  'opt.client.family': decimal('1 IPv4, 2 IPv6, of the client subnet'),
  'opt.client.netmask': decimal('bits of the client subnet that are told'),
  'opt.client.scope': decimal('bits of the client subnet that the answer is for'),
  'opt.client.addr4': ipv4Address('client subnet'),
  'opt.client.addr6': ipv6Address('client subnet'),
  'opt.cookie.client': byteRun('cookie of the client'),
  'opt.cookie.server': byteRun('cookie of the server'),
  'opt.edns_tcp_keepalive.timeout': decimal('tenths of a second that a connection is kept'),
  'opt.padding': byteRun('padding'),
  'opt.ext_error.info_code': decimal('what went wrong'),
  'opt.ext_error.extra_text': text('what went wrong, in words'),
})

const f = dnsOptionLayout
const CLIENT_SUBNET = 8
const COOKIE = 10
const KEEP_ALIVE = 11
const PADDING = 12
const EXTENDED_ERROR = 15
const scratch = new Uint8Array(16)

/** The options in [from, to). */
export function dnsOptionFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f)) return
  const { bytes } = packet
  for (let at = from; at + 4 <= to; ) {
    const code = packet.u16(at)
    const begin = at + 4
    const end = Math.min(to, begin + packet.u16(at + 2))
    fields.presence(f.opt)
    fields.number(f['opt.code'], code, at, 2)
    fields.number(f['opt.len'], packet.u16(at + 2), at + 2, 2)
    fields.bytes(f['opt.data'], bytes, begin, end)
    if (code === CLIENT_SUBNET) clientSubnet(fields, packet, begin, end)
    else if (code === COOKIE && begin + 8 <= end) {
      fields.bytes(f['opt.cookie.client'], bytes, begin, begin + 8)
      fields.bytes(f['opt.cookie.server'], bytes, begin + 8, end)
    } else if (code === KEEP_ALIVE) fieldRow(fields, packet, begin, end, [[f['opt.edns_tcp_keepalive.timeout'], 2]])
    else if (code === PADDING) fields.bytes(f['opt.padding'], bytes, begin, end)
    else if (code === EXTENDED_ERROR && begin + 2 <= end) {
      fields.number(f['opt.ext_error.info_code'], packet.u16(begin), begin, 2)
      if (begin + 2 < end) fields.text(f['opt.ext_error.extra_text'], bytes, begin + 2, end)
    }
    at = end
  }
}

function clientSubnet(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (from + 4 > to) return
  const family = packet.u16(from)
  fields.number(f['opt.client.family'], family, from, 2)
  fields.number(f['opt.client.netmask'], packet.u8(from + 2), from + 2, 1)
  fields.number(f['opt.client.scope'], packet.u8(from + 3), from + 3, 1)
  // Bytes of the address that are all zero may be left out.
  scratch.fill(0)
  scratch.set(packet.bytes.subarray(from + 4, Math.min(to, from + 20)))
  if (family === 1) fields.ipv4(f['opt.client.addr4'], scratch, 0)
  else if (family === 2) fields.ipv6(f['opt.client.addr6'], scratch, 0)
}
