import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** eero mesh. */
export const eero: Dissector = {
  name: 'eero',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
