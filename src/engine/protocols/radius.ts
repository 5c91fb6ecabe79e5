import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 20
const LONGEST = 4096
const EAP_MESSAGE = 79

/** IANA "RADIUS Packet Type Codes" that Wireshark knows. */
const isKnown = (code: number) =>
  (code >= 1 && code <= 13) ||
  (code >= 21 && code <= 34 && code !== 28) ||
  (code >= 40 && code <= 45) ||
  code === 50 ||
  code === 51 ||
  (code >= 129 && code <= 132)

/** RADIUS, RFC 2865; EAP in it, RFC 3579. */
export const radius: Dissector = {
  name: 'radius',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 1 || !isKnown(packet.u8(at))) return REJECTED
    if (!packet.need(4)) return ACCEPTED
    const length = packet.u16(at + 2)
    if (length < HEADER_LENGTH || length > LONGEST) return REJECTED
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    readAttributes(packet, at + HEADER_LENGTH, at + length)
    return ACCEPTED
  },
}

/** EAP comes in pieces, in attributes that follow each other; it is drawn at the last of them. */
function readAttributes(packet: Packet, from: number, to: number): void {
  let hasEap = false
  for (let at = from; at + 2 <= to; ) {
    if (!packet.need(2, at)) return
    const length = packet.u8(at + 1)
    if (length < 2 || at + length > to) break
    if (!packet.need(length, at)) return
    const isEap = packet.u8(at) === EAP_MESSAGE && length > 2
    if (hasEap && !isEap) noteEap(packet)
    hasEap = isEap
    at += length
  }
  if (hasEap) noteEap(packet)
}

function noteEap(packet: Packet): void {
  const { nested } = packet
  packet.nested = true
  packet.note('eap')
  packet.nested = nested
}
