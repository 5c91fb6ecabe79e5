import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const PRODUCTION = 0x0d
const VERSION = 1
const HEADER_LENGTH = 32

/** Ethernet Global Data of GE Fanuc. */
export const egd: Dissector = {
  name: 'egd',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    const at = packet.offset
    if (packet.u8(at) !== PRODUCTION || packet.u8(at + 1) !== VERSION) return REJECTED
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    packet.offset = at + HEADER_LENGTH
    packet.data()
    return ACCEPTED
  },
}
