import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Encapsulating Security Payload, RFC 4303: what follows the sequence number is encrypted. */
export const esp: Dissector = {
  name: 'esp',
  dissect(packet) {
    packet.need(8)
    return ACCEPTED
  },
}
