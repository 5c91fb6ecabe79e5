import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 3748. */
export const eap: Dissector = {
  name: 'eap',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
