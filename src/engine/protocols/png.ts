import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** PNG bodies. */
export const png: Dissector = {
  name: 'png',
  needsBeginning: true,
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 20) return REJECTED
    return packet.u32(at) === 0x89504e47 && packet.u32(at + 4) === 0x0d0a1a0a ? ACCEPTED : REJECTED
  },
}
