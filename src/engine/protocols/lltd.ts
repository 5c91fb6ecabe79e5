import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Microsoft's Link Layer Topology Discovery. */
export const lltd: Dissector = {
  name: 'lltd',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
