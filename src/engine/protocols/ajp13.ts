import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** Apache JServ Protocol 1.3: 12 34 or AB and a length. */
export const ajp13: Dissector = {
  name: 'ajp13',
  dissect(packet) {
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2) + 4
}

function dissectPdu(): void {}
