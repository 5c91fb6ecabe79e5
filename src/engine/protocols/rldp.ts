import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Realtek's loop detection. */
export const rldp: Dissector = {
  name: 'rldp',
  dissect(packet) {
    packet.need(16)
    return ACCEPTED
  },
}
