import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1AX link aggregation control. */
export const lacp: Dissector = {
  name: 'lacp',
  dissect(packet) {
    packet.need(110)
    return ACCEPTED
  },
}
