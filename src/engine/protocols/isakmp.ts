import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const HEADER_LENGTH = 28

/** IKE, RFC 7296 and RFC 2408: a header whose length field can be true. */
export const isakmp: Dissector = {
  name: 'isakmp',
  dissect(packet) {
    if (packet.wireRemaining < HEADER_LENGTH) return REJECTED
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    return packet.u32(packet.offset + 24) < HEADER_LENGTH ? REJECTED : ACCEPTED
  },
}
