import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1Q tag. */
export const vlan: Dissector = {
  name: 'vlan',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const type = packet.u16(packet.offset + 2)
    packet.offset += 4
    if (type >= 0x600) {
      packet.nextEtherType(type)
      return ACCEPTED
    }
    packet.limit(type)
    if (packet.callNamed('llc') === 0) packet.data()
    return ACCEPTED
  },
}
