import { type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** Beckhoff ADS/AMS over TCP. */
export const ams: Dissector = {
  name: 'ams',
  dissect(packet) {
    if (packet.remaining < 38) return REJECTED
    return dissectPdus(packet, 6, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u32le(packet.offset + 2) + 6
}

function dissectPdu(): void {}
