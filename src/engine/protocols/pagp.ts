import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco Port Aggregation Protocol. */
export const pagp: Dissector = {
  name: 'pagp',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
