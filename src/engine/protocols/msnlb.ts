import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Microsoft's network load balancing heartbeat. */
export const msnlb: Dissector = {
  name: 'msnlb',
  dissect(packet) {
    packet.need(8)
    return ACCEPTED
  },
}
