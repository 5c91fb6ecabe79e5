import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco Discovery Protocol. */
export const cdp: Dissector = {
  name: 'cdp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
