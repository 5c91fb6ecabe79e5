import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const CONTROL = 0x8000
const LENGTH = 0x4000
const SEQUENCE = 0x0800
const OFFSET = 0x0200

/** L2TP over UDP: version 2, RFC 2661, carries PPP; what version 3, RFC 3931, carries is known only to its ends. */
export const l2tp: Dissector = { name: 'l2tp', dissect: dissectL2tp }

function dissectL2tp(packet: Packet): Verdict {
  if (packet.remaining < 2) return REJECTED
  const flags = packet.u16(packet.offset)
  const version = flags & 15
  if (version !== 2 && version !== 3) return REJECTED
  if ((flags & CONTROL) !== 0) {
    packet.need(12)
    return ACCEPTED
  }
  if (version === 3) {
    if (!packet.need(8)) return ACCEPTED
    packet.offset += 8
    packet.data()
    return ACCEPTED
  }
  let at = packet.offset + 2
  if ((flags & LENGTH) !== 0) at += 2
  at += 4
  if ((flags & SEQUENCE) !== 0) at += 4
  if (!packet.need(at - packet.offset)) return ACCEPTED
  if ((flags & OFFSET) !== 0) {
    if (!packet.need(2, at)) return ACCEPTED
    at += 2 + packet.u16(at)
    if (!packet.need(0, at)) return ACCEPTED
  }
  packet.offset = at
  if (packet.wireRemaining > 0) packet.callNamed('ppp')
  return ACCEPTED
}

/** L2TP version 3 over IP: a session identifier, 0 for control messages. */
export const l2tpIp: Dissector = {
  name: 'l2tp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const session = packet.u32(packet.offset)
    if (session === 0) {
      packet.need(16)
      return ACCEPTED
    }
    packet.offset += 4
    packet.data()
    return ACCEPTED
  },
}
