import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 826, and RFC 903's reverse ARP. */
export const arp: Dissector = {
  name: 'arp',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    packet.need(8 + 2 * packet.u8(at + 4) + 2 * packet.u8(at + 5))
    return ACCEPTED
  },
}
