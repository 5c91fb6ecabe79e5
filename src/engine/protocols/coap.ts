import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 4
const PAYLOAD_MARKER = 0xff

/** Constrained Application Protocol, RFC 7252 section 3. */
export const coap: Dissector = { name: 'coap', dissect: dissectCoap }

function dissectCoap(packet: Packet): Verdict {
  if (!packet.need(HEADER_LENGTH)) return ACCEPTED
  const token = packet.u8(packet.offset) & 15
  if (token > 8 || !packet.need(HEADER_LENGTH + token)) return ACCEPTED
  let at = packet.offset + HEADER_LENGTH + token
  while (at < packet.wireEnd) {
    if (!packet.need(1, at)) return ACCEPTED
    const option = packet.u8(at)
    at++
    if (option === PAYLOAD_MARKER) {
      packet.offset = at
      packet.data()
      return ACCEPTED
    }
    const length = option & 15
    const deltaBytes = extended(option >>> 4)
    const lengthBytes = extended(length)
    if (deltaBytes < 0 || lengthBytes < 0) return ACCEPTED
    if (!packet.need(deltaBytes + lengthBytes, at)) return ACCEPTED
    const lengthAt = at + deltaBytes
    let size = length
    if (lengthBytes === 1) size = 13 + packet.u8(lengthAt)
    else if (lengthBytes === 2) size = 269 + packet.u16(lengthAt)
    at = lengthAt + lengthBytes
    if (!packet.need(size, at)) return ACCEPTED
    at += size
  }
  return ACCEPTED
}

/** Bytes that a nibble of 13 or 14 takes besides; -1 for the reserved 15. */
function extended(nibble: number): number {
  return nibble === 15 ? -1 : nibble > 12 ? nibble - 12 : 0
}
