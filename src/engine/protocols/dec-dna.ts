import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** DECnet phase IV. */
export const decDna: Dissector = {
  name: 'dec_dna',
  dissect(packet) {
    packet.need(2)
    return ACCEPTED
  },
}
