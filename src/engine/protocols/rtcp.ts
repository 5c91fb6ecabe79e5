import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const VERSION_2 = 2
const SENDER_REPORT = 200
const RECEIVER_REPORT = 201
const BYE = 203
const APP = 204
const PAYLOAD_FEEDBACK = 206
/** Bytes before the report blocks of a sender and a receiver report. */
const SENDER_BYTES = 28
const RECEIVER_BYTES = 8

/** RTCP, RFC 3550 section 6, announced by a signalling protocol. */
export const rtcp: Dissector = { name: 'rtcp', dissect: dissectRtcp }

/** RTCP on any port: version 2, a report or one of the types that may stand alone, a multiple of four bytes. */
export const rtcpHeuristic: Dissector = {
  name: 'rtcp',
  dissect(packet) {
    if (packet.remaining < 2) return REJECTED
    const at = packet.offset
    const type = packet.u8(at + 1)
    const mayBegin =
      type === SENDER_REPORT || type === RECEIVER_REPORT || type === BYE || type === APP || type === PAYLOAD_FEEDBACK
    if (packet.u8(at) >>> 6 !== VERSION_2 || !mayBegin || packet.wireRemaining % 4 !== 0) return REJECTED
    return dissectRtcp(packet)
  },
}

/** Every packet of a compound one is drawn by itself. */
function dissectRtcp(packet: Packet): Verdict {
  const { layer } = packet
  let at = packet.offset
  while (at + 4 <= packet.end) {
    const type = packet.u8(at + 1)
    if (packet.u8(at) >>> 6 !== VERSION_2 || type < 192 || type > 213) break
    if (at > packet.offset) packet.drawAgain(layer)
    const count = packet.u8(at) & 31
    const length = (packet.u16(at + 2) + 1) * 4
    if (type === SENDER_REPORT && !packet.need(SENDER_BYTES + count * 24, at)) break
    if (type === RECEIVER_REPORT && !packet.need(RECEIVER_BYTES + count * 24, at)) break
    if (type === APP && !packet.need(12, at)) break
    at += length
  }
  return ACCEPTED
}
