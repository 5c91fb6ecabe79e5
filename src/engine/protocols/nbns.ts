import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 12

/** NetBIOS Name Service, RFC 1002 section 4.2. */
export const nbns: Dissector = {
  name: 'nbns',
  dissect(packet) {
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    const base = packet.offset
    let at = base + HEADER_LENGTH
    for (let left = packet.u16(base + 4); left > 0 && at > 0; left--) at = skipFields(packet, skipName(packet, at), 4)
    const records = packet.u16(base + 6) + packet.u16(base + 8) + packet.u16(base + 10)
    for (let left = records; left > 0 && at > 0; left--) {
      const fixed = skipName(packet, at)
      at = skipFields(packet, fixed, 10)
      if (at > 0) at = skipFields(packet, at, packet.u16(at - 2))
    }
    return ACCEPTED
  },
}

function skipFields(packet: Packet, at: number, length: number): number {
  return at > 0 && packet.need(length, at) ? at + length : -1
}

/** Answers where the encoded name at `at` ends; -1 after the packet ended inside it. */
function skipName(packet: Packet, from: number): number {
  for (let at = from; ; ) {
    if (!packet.need(1, at)) return -1
    const label = packet.u8(at)
    if (label === 0) return at + 1
    if (label >= 192) return packet.need(2, at) ? at + 2 : -1
    if (!packet.need(1 + label, at)) return -1
    at += 1 + label
  }
}
