import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 9542. */
export const esis: Dissector = {
  name: 'esis',
  dissect(packet) {
    packet.need(8)
    return ACCEPTED
  },
}
