import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1AX marker. */
export const marker: Dissector = {
  name: 'marker',
  dissect(packet) {
    packet.need(16)
    return ACCEPTED
  },
}
