import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** DNP3, IEEE 1815: link frames that begin with 05 64. */
export const dnp3: Dissector = {
  name: 'dnp3',
  dissect(packet) {
    if (packet.remaining < 10) return REJECTED
    if (packet.u16(packet.offset) !== 0x0564) return REJECTED
    dissectPdus(packet, 10, frameLength, dissectFrame)
    return ACCEPTED
  },
}

/** Octets after the fixed header come in blocks of 16 with a checksum of 2 each. */
function frameLength(packet: Packet): number {
  const user = packet.u8(packet.offset + 2) - 5
  return user <= 0 ? 10 : 10 + user + Math.ceil(user / 16) * 2
}

function dissectFrame(packet: Packet): void {
  packet.need(10)
}
