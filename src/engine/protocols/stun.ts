import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const UDP = 17
const HEADER_LENGTH = 20
const CHANNEL_HEADER_LENGTH = 4
const MAGIC_COOKIE = 0x2112a442
const DATA_ATTRIBUTE = 0x0013

/** Allocate, Refresh, Send, Data, CreatePermission, ChannelBind and those of RFC 6062. */
const isTurnMethod = (method: number) => method === 3 || method === 4 || (method >= 6 && method <= 12)
/** Attributes of RFC 8656. */
const TURN_ATTRIBUTES = new Set([0x000c, 0x000d, 0x0012, 0x0013, 0x0016, 0x0017, 0x0018, 0x0019, 0x001a, 0x0022])

/** STUN, RFC 8489, and TURN's ChannelData, RFC 8656 section 12.4, on their port or in a known conversation. */
export const stun: Dissector = { name: 'stun', dissect: (packet) => dissectStun(packet, false) }

/** STUN on any port; a conversation with TURN in it is remembered, as only then ChannelData can be told. */
export const stunHeuristic: Dissector = { name: 'stun', dissect: (packet) => dissectStun(packet, true) }

function dissectStun(packet: Packet, heuristic: boolean): Verdict {
  if (packet.remaining < CHANNEL_HEADER_LENGTH) return REJECTED
  const at = packet.offset
  const type = packet.u16(at)
  const length = packet.u16(at + 2)
  if ((type & 0xc000) !== 0) return heuristic ? REJECTED : dissectChannelData(packet, type, length)
  if (packet.remaining < HEADER_LENGTH || packet.u32(at + 4) !== MAGIC_COOKIE) return REJECTED
  // Methods above 0xff are not assigned (RFC 7983, RFC 8489 section 18.2).
  if ((type & 0x3c00) !== 0) return REJECTED
  if (packet.wireRemaining !== length + HEADER_LENGTH) return REJECTED
  const method = (type & 0x000f) | ((type & 0x00e0) >>> 1) | ((type & 0x3e00) >>> 2)
  const isTurn = readAttributes(packet, at + HEADER_LENGTH) || isTurnMethod(method)
  if (heuristic && isTurn) {
    const { stream } = packet
    if (stream !== undefined) stream.dissector = stun
  }
  return ACCEPTED
}

/** Over UDP the padding is optional. */
function dissectChannelData(packet: Packet, type: number, length: number): Verdict {
  const whole = length + CHANNEL_HEADER_LENGTH
  const padded = (whole + 3) & ~3
  if (type === 0xffff) return REJECTED
  if (packet.wireRemaining !== padded && (packet.ipProto !== UDP || packet.wireRemaining !== whole)) return REJECTED
  packet.offset += CHANNEL_HEADER_LENGTH
  packet.limit(length)
  dissectCarried(packet)
  return ACCEPTED
}

/** Answers whether one of them belongs to TURN. What a DATA attribute carries is drawn inside. */
function readAttributes(packet: Packet, from: number): boolean {
  const { offset, end, wireEnd } = packet
  let isTurn = false
  for (let at = from; at + 4 <= wireEnd; ) {
    if (!packet.need(4, at)) break
    const type = packet.u16(at)
    const length = packet.u16(at + 2)
    if (TURN_ATTRIBUTES.has(type)) isTurn = true
    if (type === DATA_ATTRIBUTE && length > 0) {
      const { nested } = packet
      packet.nested = true
      packet.offset = at + 4
      packet.limit(length)
      dissectCarried(packet)
      packet.nested = nested
      packet.offset = offset
      packet.end = end
      packet.wireEnd = wireEnd
    }
    at += 4 + ((length + 3) & ~3)
  }
  return isTurn
}

/** What TURN relays: one of Wireshark's `stun` heuristics that is on, else data. */
function dissectCarried(packet: Packet): void {
  if (packet.wireRemaining <= 0) return
  if (packet.tryEach(packet.tables.stunHeuristic) === REJECTED) packet.data()
}
