import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import { MessageText } from '../dissect/message-text.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'

const CONNECTION_REQUEST = 0xe0
const CONNECTION_CONFIRM = 0xd0
const DISCONNECT = 0x80
const DATA = 0xf0
const OTHERS = new Set([0x10, 0x20, 0x50, 0x60, 0x70, 0xc0])
const END_OF_TSDU = 0x80
/** Length, code, both references, class. */
const FIXED_PART = 7

class CotpState {
  readonly text: readonly [MessageText, MessageText] = [new MessageText(), new MessageText()]
}

/** ISO 8073 / X.224 connection-oriented transport: what a TSDU carries goes by its looks. */
export const cotp: Dissector = {
  name: 'cotp',
  dissect(packet) {
    const at = packet.offset
    if (packet.remaining < 2) return REJECTED
    const length = packet.u8(at)
    const code = packet.u8(at + 1) & 0xf0
    if (length === 0xff || length < 2) return REJECTED
    if (code === DATA) return dissectData(packet, at, length)
    if (code !== CONNECTION_REQUEST && code !== CONNECTION_CONFIRM && code !== DISCONNECT && !OTHERS.has(code))
      return REJECTED
    if (!packet.need(length + 1)) return ACCEPTED
    // The variable part belongs to the header, and is where RDP puts its data.
    packet.offset = at + FIXED_PART
    if (code === CONNECTION_REQUEST || code === CONNECTION_CONFIRM) {
      // RDP's cookie, or its negotiation: type 1 to 3 and a length of 8 ([MS-RDPBCGR] 2.2.1.1).
      if (packet.wireRemaining > 0 && packet.callNamed('rdp') === REJECTED && packet.stopped === RUNNING)
        return ACCEPTED
    }
    return ACCEPTED
  },
}

function dissectData(packet: Packet, at: number, length: number): Verdict {
  if (!packet.need(length + 1)) return ACCEPTED
  const isLast = (packet.u8(at + 2) & END_OF_TSDU) !== 0
  packet.offset = at + length + 1
  const state = packet.stream?.of('cotp', () => new CotpState()) ?? new CotpState()
  const text = state.text[packet.direction === 0 ? 0 : 1]
  if (!isLast) {
    text.add(packet.bytes, packet.offset, packet.end)
    packet.data()
    return ACCEPTED
  }
  if (text.length > 0) {
    text.add(packet.bytes, packet.offset, packet.end)
    packet.bytes = text.bytes
    packet.offset = 0
    packet.end = text.length
    packet.wireEnd = text.length
    text.clear()
  }
  if (packet.wireRemaining <= 0) return ACCEPTED
  for (const name of ['s7comm', 't125'])
    if (packet.callNamed(name) !== REJECTED || packet.stopped !== RUNNING) return ACCEPTED
  packet.data()
  return ACCEPTED
}
