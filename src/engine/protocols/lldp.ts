import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1AB. */
export const lldp: Dissector = {
  name: 'lldp',
  dissect(packet) {
    packet.need(2)
    return ACCEPTED
  },
}
