import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Fixed part of each message after the eight bytes of the header (RFC 6275 section 6.1), by type. */
const MESSAGE_BYTES = [0, 8, 8, 16, 16, 4, 4, 16]

/** Mobility Header of Mobile IPv6, RFC 6275 section 6.1. */
export const mobility: Dissector = {
  name: 'mipv6',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const at = packet.offset
    const length = (packet.u8(at + 1) + 1) * 8
    const fixed = MESSAGE_BYTES[packet.u8(at + 2)] ?? 0
    packet.need(Math.max(6 + (fixed > 0 ? fixed + 2 : 0), length))
    return ACCEPTED
  },
}
