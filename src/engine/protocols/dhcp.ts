import { beginDhcpMessage, reportDhcpMessage, takeDhcpOption } from '../dissect/dhcp-message.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dhcpCookieFields, dhcpFields, dhcpOptionFields } from './dhcp-fields.ts'

const FIXED_LENGTH = 236
const MAGIC_COOKIE = 0x63825363
const PAD = 0
const END = 255

/** DHCP and BOOTP, RFC 2131, options of RFC 2132. */
export const dhcp: Dissector = {
  name: 'dhcp',
  dissect(packet) {
    if (!packet.need(FIXED_LENGTH + 1)) return ACCEPTED
    if (packet.fields !== null) dhcpFields(packet.fields, packet, packet.offset)
    const options = packet.offset + FIXED_LENGTH
    if (packet.wireEnd - options < 4) return ACCEPTED
    if (!packet.need(4, options)) return ACCEPTED
    if (packet.fields !== null) dhcpCookieFields(packet.fields, packet, options)
    if (packet.u32(options) === MAGIC_COOKIE) {
      beginDhcpMessage(packet, packet.offset)
      readOptions(packet, options + 4)
      reportDhcpMessage(packet)
    }
    return ACCEPTED
  },
}

function readOptions(packet: Packet, from: number): void {
  let at = from
  while (at < packet.wireEnd) {
    if (!packet.need(1, at)) return
    const code = packet.u8(at)
    const isShort = code === END || code === PAD
    if (!isShort && (!packet.need(2, at) || !packet.need(2 + packet.u8(at + 1), at))) return
    if (packet.fields !== null) dhcpOptionFields(packet.fields, packet, at)
    if (code === END) return
    if (!isShort) takeDhcpOption(packet, at)
    at += isShort ? 1 : 2 + packet.u8(at + 1)
  }
}
