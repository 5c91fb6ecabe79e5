import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Nortel Discovery Protocol. */
export const ndp: Dissector = {
  name: 'ndp',
  dissect(packet) {
    packet.need(10)
    return ACCEPTED
  },
}
