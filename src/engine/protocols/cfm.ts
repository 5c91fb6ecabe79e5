import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1ag. */
export const cfm: Dissector = {
  name: 'cfm',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
