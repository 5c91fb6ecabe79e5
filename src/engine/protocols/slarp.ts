import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco's Serial Line Address Resolution Protocol. */
export const slarp: Dissector = {
  name: 'slarp',
  dissect(packet) {
    packet.need(14)
    return ACCEPTED
  },
}
