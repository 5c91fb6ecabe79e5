import { type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'

const HEADER_LENGTH = 10
const START = [0x05, 0x64]
const SHORTEST_LENGTH = 5
/** Polynomial of IEEE 1815's checksum, bits reversed. */
const POLYNOMIAL = 0xa6bc

/** DNP3, IEEE 1815: link frames that begin with 05 64, a length and, once it is there, a header with the right checksum. */
export const dnp3: Dissector = {
  name: 'dnp3',
  dissect(packet) {
    if (!isFrame(packet)) return REJECTED
    return dissectPdus(packet, HEADER_LENGTH, frameLength, dissectFrame)
  },
}

function isFrame(packet: Packet): boolean {
  const { offset, remaining } = packet
  for (let i = 0; i < Math.min(2, remaining); i++) if (packet.u8(offset + i) !== START[i]) return false
  if (remaining > 2 && packet.u8(offset + 2) < SHORTEST_LENGTH) return false
  return remaining < HEADER_LENGTH || checksum(packet, offset, HEADER_LENGTH - 2) === packet.u16le(offset + 8)
}

function checksum(packet: Packet, from: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) {
    value ^= packet.u8(from + i)
    for (let bit = 0; bit < 8; bit++) value = (value & 1) !== 0 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
  }
  return ~value & 0xffff
}

/** Octets after the fixed header come in blocks of 16 with a checksum of 2 each. */
function frameLength(packet: Packet): number {
  const user = packet.u8(packet.offset + 2) - 5
  return user <= 0 ? HEADER_LENGTH : HEADER_LENGTH + user + Math.ceil(user / 16) * 2
}

function dissectFrame(packet: Packet): void {
  packet.need(HEADER_LENGTH)
}
