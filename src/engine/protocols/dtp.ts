import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco Dynamic Trunking Protocol. */
export const dtp: Dissector = {
  name: 'dtp',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
