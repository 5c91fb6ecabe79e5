import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** Kerberos over TCP, RFC 4120 section 7.2.2: a length before each message. */
export const kerberosTcp: Dissector = {
  name: 'kerberos',
  dissect(packet) {
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return (packet.u32(packet.offset) & 0x7fffffff) + 4
}

function dissectPdu(): void {}
