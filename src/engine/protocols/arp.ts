import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { arpAddressFields, arpFields } from './arp-fields.ts'

/** RFC 826, and RFC 903's reverse ARP. */
export const arp: Dissector = {
  name: 'arp',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    if (packet.fields !== null) arpFields(packet.fields, packet, at)
    const isWhole = packet.need(8 + 2 * packet.u8(at + 4) + 2 * packet.u8(at + 5))
    if (isWhole && packet.fields !== null) arpAddressFields(packet.fields, packet, at)
    return ACCEPTED
  },
}
