import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1ak VLAN registration. */
export const mrpMvrp: Dissector = {
  name: 'mrp-mvrp',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
