import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** LISP reliable transport, draft-kouvelas-lisp-map-server-reliable-transport. */
export const lispTcp: Dissector = {
  name: 'lisp-tcp',
  dissect(packet) {
    return dissectPdus(packet, 8, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 2)
}

function dissectPdu(): void {}
