import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 1588. */
export const ptp: Dissector = {
  name: 'ptp',
  dissect(packet) {
    packet.need(34)
    return ACCEPTED
  },
}
