import type { Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

/** NetWare Core Protocol over TCP: DmdT or tNcP and a length. */
export const ncp: Dissector = {
  name: 'ncp',
  dissect(packet) {
    return dissectPdus(packet, 8, packetLength)
  },
}

function packetLength(packet: Packet): number {
  return packet.u32(packet.offset + 4) & 0x7fffffff
}
