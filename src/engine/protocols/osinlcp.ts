import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 1377. */
export const osinlcp: Dissector = {
  name: 'osinlcp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
