import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 1994. */
export const chap: Dissector = {
  name: 'chap',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
