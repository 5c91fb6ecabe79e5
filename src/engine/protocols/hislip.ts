import { type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** HiSLIP (IVI-6.1): HS, type, control code, parameter and a length of 8 octets. */
export const hislip: Dissector = {
  name: 'hislip',
  dissect(packet) {
    if (packet.remaining < 16 || packet.u16(packet.offset) !== 0x4853) return REJECTED
    return dissectPdus(packet, 16, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u32(packet.offset + 12) + packet.u32(packet.offset + 8) * 0x100000000 + 16
}

function dissectPdu(): void {}
