import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** RPKI to router, RFC 8210. */
export const rpkirtr: Dissector = {
  name: 'rpkirtr',
  dissect(packet) {
    return dissectPdus(packet, 8, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u32(packet.offset + 4)
}

function dissectPdu(): void {}
