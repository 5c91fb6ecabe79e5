import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const TOPOLOGY_CHANGE = 0x80

/** IEEE 802.1D, 802.1w, 802.1s bridge protocol data units. */
export const stp: Dissector = {
  name: 'stp',
  dissect(packet) {
    if (packet.need(4) && packet.u16(packet.offset) === 0 && packet.u8(packet.offset + 3) !== TOPOLOGY_CHANGE)
      packet.need(packet.u8(packet.offset + 2) >= 2 ? 36 : 35)
    return ACCEPTED
  },
}
