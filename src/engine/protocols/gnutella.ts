import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { startsWith } from '../dissect/text-lines.ts'

const HEADER = 23
/** Larger messages are not believed. */
const LARGEST = 0x10000

/** Gnutella 0.4 and 0.6: text at first, then descriptors with a header of 23 octets. */
export const gnutella: Dissector = {
  name: 'gnutella',
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (startsWith(bytes, offset, end, 'GNUTELLA')) return ACCEPTED
    return dissectPdus(packet, HEADER, descriptorLength)
  },
}

function descriptorLength(packet: Packet): number {
  const size = packet.u32le(packet.offset + 19)
  return size > LARGEST ? HEADER : size + HEADER
}
