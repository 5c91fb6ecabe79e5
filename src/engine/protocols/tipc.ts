import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Transparent Inter Process Communication. */
export const tipc: Dissector = {
  name: 'tipc',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
