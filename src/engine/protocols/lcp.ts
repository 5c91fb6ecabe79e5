import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const PROTOCOL_REJECT = 8

/** RFC 1661 section 5. A Protocol-Reject carries the packet that it rejects. */
export const lcp: Dissector = {
  name: 'lcp',
  dissect(packet) {
    if (!packet.need(4)) {
      packet.drawNothing()
      return ACCEPTED
    }
    const at = packet.offset
    packet.limit(Math.max(4, packet.u16(at + 2)))
    if (packet.u8(at) === PROTOCOL_REJECT && packet.remaining > 6) {
      const nested = packet.nested
      packet.nested = true
      packet.offset = at + 6
      if (packet.next(packet.tables.pppProtocol, packet.u16(at + 4)) === REJECTED) packet.data()
      packet.nested = nested
    }
    return ACCEPTED
  },
}
