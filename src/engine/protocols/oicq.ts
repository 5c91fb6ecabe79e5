import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const STX = 0x02

/** OICQ, the messenger of Tencent: begins with 02. */
export const oicq: Dissector = {
  name: 'oicq',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 1 || packet.u8(at) !== STX || packet.u8(packet.end - 1) === 0) return REJECTED
    packet.need(11)
    return ACCEPTED
  },
}
