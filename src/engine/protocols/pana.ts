import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const HEADER_LENGTH = 16
const RESERVED_FLAGS = 0x03ff
const LAST_TYPE = 4

/** Protocol for Carrying Authentication for Network Access, RFC 5191 section 6.1, by the shape of its header. */
export const panaHeuristic: Dissector = {
  name: 'pana',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < HEADER_LENGTH || packet.u16(at) !== 0) return REJECTED
    const type = packet.u16(at + 6)
    if (packet.u16(at + 2) !== packet.wireRemaining || (packet.u16(at + 4) & RESERVED_FLAGS) !== 0) return REJECTED
    return type >= 1 && type <= LAST_TYPE ? ACCEPTED : REJECTED
  },
}
