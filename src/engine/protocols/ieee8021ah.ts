import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1ah backbone tag: instance, customer addresses, type. */
export const ieee8021ah: Dissector = {
  name: 'ieee8021ah',
  dissect(packet) {
    if (!packet.need(18)) return ACCEPTED
    packet.offset += 18
    packet.nextEtherType(packet.u16(packet.offset - 2))
    return ACCEPTED
  },
}
