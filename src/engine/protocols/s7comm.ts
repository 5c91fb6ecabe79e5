import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Siemens S7 communication: protocol id 32, a known kind of message, and a reserved word of 0 mostly. */
export const s7comm: Dissector = {
  name: 's7comm',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 2 || packet.u8(at) !== 0x32) return REJECTED
    const kind = packet.u8(at + 1)
    return kind >= 1 && kind <= 7 ? ACCEPTED : REJECTED
  },
}
