import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 20
const DATA_ATTRIBUTE = 0x0013

/** Messages of RFC 3489 and of early TURN drafts. */
const MESSAGES = new Set([
  0x0001, 0x0101, 0x0111, 0x0002, 0x0102, 0x0003, 0x0103, 0x0113, 0x0004, 0x0104, 0x0114, 0x0115, 0x0006, 0x0106,
  0x0116,
])

/** STUN before it had a magic cookie, RFC 3489, on any port: a known message of the right length with known attributes. */
export const classicstunHeuristic: Dissector = {
  name: 'classicstun',
  dissect(packet) {
    if (packet.remaining < HEADER_LENGTH) return REJECTED
    const at = packet.offset
    if (!MESSAGES.has(packet.u16(at))) return REJECTED
    const length = packet.u16(at + 2)
    if (packet.wireRemaining < HEADER_LENGTH + length) return REJECTED
    if (packet.wireRemaining > HEADER_LENGTH + length) return REJECTED
    readAttributes(packet, at + HEADER_LENGTH)
    return ACCEPTED
  },
}

function readAttributes(packet: Packet, from: number): void {
  const { wireEnd } = packet
  for (let at = from; at < wireEnd; ) {
    if (!packet.need(4, at)) return
    const length = packet.u16(at + 2)
    if (!packet.need(4 + length, at)) return
    if (packet.u16(at) === DATA_ATTRIBUTE && length > 0) {
      packet.offset = at + 4
      packet.nestedData()
    }
    at += 4 + length
  }
}
