import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 3032 section 4. */
export const mplscp: Dissector = {
  name: 'mplscp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
