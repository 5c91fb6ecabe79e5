import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 1962. */
export const ccp: Dissector = {
  name: 'ccp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
