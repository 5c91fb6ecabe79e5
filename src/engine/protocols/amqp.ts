import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** AMQP 0-9-1 and 1.0: a protocol header, then frames. */
export const amqp: Dissector = {
  name: 'amqp',
  dissect(packet) {
    return dissectPdus(packet, 8, pduLength, dissectPdu)
  },
}

function pduLength(packet: Packet): number {
  const at = packet.offset
  if (packet.u32(at) === 0x414d5150) return 8
  // 0-9-1: type, channel, size, and an end octet; 1.0: the size first.
  return packet.u8(at) <= 8 && packet.u8(at) > 0 ? packet.u32(at + 3) + 8 : packet.u32(at)
}

function dissectPdu(): void {}
