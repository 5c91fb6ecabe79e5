import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const ENTRY_LENGTH = 20

/** RIPng, RFC 2080 section 2.1: whole route entries after four bytes. */
export const ripng: Dissector = {
  name: 'ripng',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const entries = packet.wireRemaining - 4
    if (packet.u8(packet.offset + 1) === 1) packet.need(4 + Math.ceil(entries / ENTRY_LENGTH) * ENTRY_LENGTH)
    return ACCEPTED
  },
}
