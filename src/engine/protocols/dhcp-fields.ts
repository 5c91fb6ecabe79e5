import { byteRun, decimal, flag, hexadecimal, ipv4Address, layout, macAddress, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { latin1 } from '../dissect/text-lines.ts'

/** RFC 2131, options of RFC 2132. */
export const dhcpLayout = layout('dhcp', {
  type: decimal('1 request, 2 reply'),
  'hw.type': hexadecimal(2, 'kind of hardware address'),
  'hw.len': decimal('bytes of the hardware address'),
  hops: decimal('relays passed'),
  id: hexadecimal(8, 'transaction'),
  secs: decimal('seconds since the client began'),
  flags: hexadecimal(4, 'flags'),
  'flags.bc': flag('answer by broadcast'),
  'flags.reserved': hexadecimal(4, 'reserved flags'),
  'ip.client': ipv4Address('address of the client'),
  'ip.your': ipv4Address('address given to the client'),
  'ip.server': ipv4Address('server to boot from'),
  'ip.relay': ipv4Address('relay'),
  'hw.mac_addr': macAddress('hardware address of the client'),
  'hw.addr': byteRun('hardware address of the client, not Ethernet'),
  'hw.addr_padding': byteRun('behind the hardware address'),
  server: text('name of the server'),
  file: text('boot file'),
  cookie: ipv4Address('magic cookie'),
  'option.type': decimal('an option'),
  'option.length': decimal('bytes of an option'),
  'option.value': byteRun('value of an option'),
  'option.dhcp': decimal('message type: 1 discover, 2 offer, 3 request, 5 ACK'),
  'option.subnet_mask': ipv4Address('subnet mask'),
  'option.router': ipv4Address('router'),
  'option.domain_name_server': ipv4Address('name server'),
  'option.hostname': text('name of the client'),
  'option.domain_name': text('domain'),
  'option.broadcast_address': ipv4Address('broadcast address'),
  'option.requested_ip_address': ipv4Address('address that is asked for'),
  'option.ip_address_lease_time': decimal('seconds of the lease'),
  'option.dhcp_server_id': ipv4Address('server'),
  'option.request_list_item': decimal('an option that is asked for'),
  'option.dhcp_max_message_size': decimal('longest message'),
  'option.renewal_time_value': decimal('seconds until the client renews'),
  'option.rebinding_time_value': decimal('seconds until the client asks anybody'),
  'option.vendor_class_id': text('vendor of the client'),
  'option.end': decimal('end of the options'),
  'option.padding': byteRun('behind the options'),
  'fqdn.flags': hexadecimal(2, 'flags of the domain name'),
  'fqdn.mbz': hexadecimal(2, 'reserved flags of the domain name'),
  'fqdn.n': flag('the server leaves DNS alone'),
  'fqdn.e': flag('the name is written as in DNS'),
  'fqdn.o': flag('the server does otherwise than asked'),
  'fqdn.s': flag('the server tells DNS the name'),
  'fqdn.rcode1': decimal('result of the first update'),
  'fqdn.rcode2': decimal('result of the second update'),
  'fqdn.name': text('domain name of the client'),
})

const ETHERNET = 1
const HARDWARE_FIELD = 16

/** The fixed part at `at`, 236 bytes. */
export function dhcpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = dhcpLayout
  if (!fields.wants(f)) return
  const { bytes } = packet
  const hardware = packet.u8(at + 1)
  const length = packet.u8(at + 2)
  fields.number(f.type, packet.u8(at), at, 1)
  fields.number(f['hw.type'], hardware, at + 1, 1)
  fields.number(f['hw.len'], length, at + 2, 1)
  fields.number(f.hops, packet.u8(at + 3), at + 3, 1)
  fields.number(f.id, packet.u32(at + 4), at + 4, 4)
  fields.number(f.secs, packet.u16(at + 8), at + 8, 2)
  fields.number(f.flags, packet.u16(at + 10), at + 10, 2)
  fields.flag(f['flags.bc'], packet.u8(at + 10) & 0x80, at + 10, 2)
  fields.number(f['flags.reserved'], packet.u16(at + 10) & 0x7fff, at + 10, 2)
  fields.ipv4(f['ip.client'], bytes, at + 12)
  fields.ipv4(f['ip.your'], bytes, at + 16)
  fields.ipv4(f['ip.server'], bytes, at + 20)
  fields.ipv4(f['ip.relay'], bytes, at + 24)
  const address = at + 28
  if (length > 0 && length <= HARDWARE_FIELD) {
    if (hardware === ETHERNET && length === 6) fields.mac(f['hw.mac_addr'], bytes, address)
    else fields.bytes(f['hw.addr'], bytes, address, address + length)
    if (length < HARDWARE_FIELD) fields.bytes(f['hw.addr_padding'], bytes, address + length, address + HARDWARE_FIELD)
  }
  if (bytes[at + 44] !== 0) fields.text(f.server, bytes, at + 44, at + 108)
  if (bytes[at + 108] !== 0) fields.text(f.file, bytes, at + 108, at + 236)
}

export function dhcpCookieFields(fields: FieldSink, packet: Packet, at: number): void {
  if (fields.wants(dhcpLayout)) fields.ipv4(dhcpLayout.cookie, packet.bytes, at)
}

/** Options whose value is a list of addresses, a text, or a number. */
const ADDRESSES = new Map([
  [1, dhcpLayout['option.subnet_mask']],
  [3, dhcpLayout['option.router']],
  [6, dhcpLayout['option.domain_name_server']],
  [28, dhcpLayout['option.broadcast_address']],
  [50, dhcpLayout['option.requested_ip_address']],
  [54, dhcpLayout['option.dhcp_server_id']],
])
const TEXTS = new Map([
  [12, dhcpLayout['option.hostname']],
  [15, dhcpLayout['option.domain_name']],
  [60, dhcpLayout['option.vendor_class_id']],
])
const NUMBERS = new Map([
  [51, dhcpLayout['option.ip_address_lease_time']],
  [53, dhcpLayout['option.dhcp']],
  [57, dhcpLayout['option.dhcp_max_message_size']],
  [58, dhcpLayout['option.renewal_time_value']],
  [59, dhcpLayout['option.rebinding_time_value']],
])
const PARAMETER_LIST = 55
const CLIENT_ID = 61
const DOMAIN_NAME = 81
const PAD = 0
const END = 255

/** The option at `at`, all of which is there. */
export function dhcpOptionFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = dhcpLayout
  if (!fields.wants(f)) return
  const code = packet.u8(at)
  // Wireshark gives the end of the options the type 0.
  fields.number(f['option.type'], code === END ? PAD : code, at, 1)
  if (code === END) fields.number(f['option.end'], code, at, 1)
  if (code === END && at + 1 < packet.end) fields.bytes(f['option.padding'], packet.bytes, at + 1, packet.end)
  if (code === END || code === PAD) return
  const length = packet.u8(at + 1)
  const from = at + 2
  const to = from + length
  fields.number(f['option.length'], length, at + 1, 1)
  fields.bytes(f['option.value'], packet.bytes, from, to)
  const addresses = ADDRESSES.get(code)
  const words = TEXTS.get(code)
  const number = NUMBERS.get(code)
  if (addresses !== undefined) for (let i = from; i + 4 <= to; i += 4) fields.ipv4(addresses, packet.bytes, i)
  else if (words !== undefined) fields.text(words, packet.bytes, from, to)
  else if (number !== undefined && (length === 1 || length === 2 || length === 4))
    fields.number(
      number,
      length === 1 ? packet.u8(from) : length === 2 ? packet.u16(from) : packet.u32(from),
      from,
      length,
    )
  else if (code === CLIENT_ID && length === 7 && packet.u8(from) === ETHERNET) {
    fields.number(f['hw.type'], ETHERNET, from, 1)
    fields.mac(f['hw.mac_addr'], packet.bytes, from + 1)
  } else if (code === DOMAIN_NAME && length >= 3) domainName(fields, packet, from, to)
  else if (code === PARAMETER_LIST)
    for (let i = from; i < to; i++) fields.number(f['option.request_list_item'], packet.u8(i), i, 1)
}

/** RFC 4702: the name as text, or in labels. */
function domainName(fields: FieldSink, packet: Packet, from: number, to: number): void {
  const f = dhcpLayout
  const flags = packet.u8(from)
  fields.number(f['fqdn.flags'], flags, from, 1)
  fields.number(f['fqdn.mbz'], flags >>> 4, from, 1)
  fields.flag(f['fqdn.n'], flags & 8, from, 1)
  fields.flag(f['fqdn.e'], flags & 4, from, 1)
  fields.flag(f['fqdn.o'], flags & 2, from, 1)
  fields.flag(f['fqdn.s'], flags & 1, from, 1)
  fields.number(f['fqdn.rcode1'], packet.u8(from + 1), from + 1, 1)
  fields.number(f['fqdn.rcode2'], packet.u8(from + 2), from + 2, 1)
  if ((flags & 4) === 0) {
    if (from + 3 < to) fields.text(f['fqdn.name'], packet.bytes, from + 3, to)
    return
  }
  const labels: string[] = []
  for (let at = from + 3; at < to && packet.u8(at) !== 0; at += 1 + packet.u8(at))
    labels.push(latin1(packet.bytes, at + 1, Math.min(to, at + 1 + packet.u8(at))))
  fields.string(f['fqdn.name'], labels.join('.'), from + 3, to - from - 3)
}
