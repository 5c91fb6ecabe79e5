import { type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** LDP, RFC 5036, over TCP: the length excludes version and length. */
export const ldp: Dissector = {
  name: 'ldp',
  dissect(packet) {
    if (packet.remaining < 2 || packet.u16(packet.offset) !== 1) return REJECTED
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2) + 4
}

function dissectPdu(): void {}
