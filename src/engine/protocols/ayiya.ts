import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const FORWARD = 1
const NO_NEXT_HEADER = 59

/** Anything In Anything, draft-massar-v6ops-ayiya-02: identity and signature have lengths of their own. */
export const ayiya: Dissector = {
  name: 'ayiya',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    const identity = 1 << (packet.u8(at) >>> 4)
    const signature = (packet.u8(at + 1) >>> 4) * 4
    const operation = packet.u8(at + 2) & 15
    const next = packet.u8(at + 3)
    const header = 8 + identity + signature
    if (!packet.need(header)) return ACCEPTED
    packet.offset = at + header
    if (operation !== FORWARD || next === NO_NEXT_HEADER) return ACCEPTED
    if (packet.next(packet.tables.ipProto, next) === REJECTED) packet.data()
    return ACCEPTED
  },
}
