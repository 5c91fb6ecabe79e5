import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Ethernet POWERLINK. */
export const epl: Dissector = {
  name: 'epl',
  dissect(packet) {
    packet.need(3)
    return ACCEPTED
  },
}
