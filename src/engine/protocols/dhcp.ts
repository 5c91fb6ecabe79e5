import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const FIXED_LENGTH = 236
const MAGIC_COOKIE = 0x63825363
const PAD = 0
const END = 255

/** DHCP and BOOTP, RFC 2131, options of RFC 2132. */
export const dhcp: Dissector = {
  name: 'dhcp',
  dissect(packet) {
    if (!packet.need(FIXED_LENGTH + 1)) return ACCEPTED
    const options = packet.offset + FIXED_LENGTH
    if (packet.wireEnd - options < 4) return ACCEPTED
    if (packet.need(4, options) && packet.u32(options) === MAGIC_COOKIE) readOptions(packet, options + 4)
    return ACCEPTED
  },
}

function readOptions(packet: Packet, from: number): void {
  let at = from
  while (at < packet.wireEnd) {
    if (!packet.need(1, at)) return
    const code = packet.u8(at)
    if (code === END) return
    if (code === PAD) at++
    else if (!packet.need(2, at) || !packet.need(2 + packet.u8(at + 1), at)) return
    else at += 2 + packet.u8(at + 1)
  }
}
