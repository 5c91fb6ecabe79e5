import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 1332. */
export const ipcp: Dissector = {
  name: 'ipcp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
