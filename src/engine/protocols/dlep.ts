import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** DLEP, RFC 8175: the length excludes type and length. */
export const dlep: Dissector = {
  name: 'dlep',
  dissect(packet) {
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2) + 4
}

function dissectPdu(): void {}
