import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Optimized Link State Routing, RFC 3626 section 3.3: the packet says how long it is. */
export const olsr: Dissector = {
  name: 'olsr',
  dissect(packet) {
    if (packet.remaining < 4) return REJECTED
    const length = packet.u16(packet.offset)
    if (length > packet.wireRemaining && length > 0) return REJECTED
    return ACCEPTED
  },
}
