import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'

const MAGIC = 42
const VERSION = 2

/** Babel, RFC 8966 section 4.2. */
export const babel: Dissector = {
  name: 'babel',
  dissect(packet) {
    if (packet.remaining < 4 || packet.u8(packet.offset) !== MAGIC) return REJECTED
    const at = packet.offset
    if (packet.wireRemaining < 5) return REJECTED
    if (packet.u8(at + 1) !== VERSION) return SILENT
    packet.need(4 + packet.u16(at + 2))
    return ACCEPTED
  },
}
