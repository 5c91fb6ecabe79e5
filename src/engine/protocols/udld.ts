import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Unidirectional Link Detection, RFC 5171. */
export const udld: Dissector = {
  name: 'udld',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
