import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1BR E-tag: six bytes of tag, then a type. */
export const etag: Dissector = {
  name: 'etag',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    packet.offset += 8
    packet.nextEtherType(packet.u16(packet.offset - 2))
    return ACCEPTED
  },
}
