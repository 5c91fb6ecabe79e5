import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** Apache Kafka: a length before each message. */
export const kafka: Dissector = {
  name: 'kafka',
  dissect(packet) {
    return dissectPdus(packet, 4, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  return packet.u32(packet.offset) + 4
}

function dissectPdu(): void {}
