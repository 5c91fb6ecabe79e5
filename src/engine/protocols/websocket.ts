import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { httpConversation } from '../dissect/http-conversation.ts'
import { MessageText } from '../dissect/message-text.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const CONTINUATION = 0
const TEXT = 1
const BINARY = 2
const FIRST_CONTROL = 8

/** A message in fragments, by direction. */
class WebSocketState {
  readonly opcode: [number, number] = [0, 0]
  readonly text: readonly [MessageText, MessageText] = [new MessageText(), new MessageText()]
}

/** WebSocket, RFC 6455, after HTTP's upgrade: one name a call, the payload of each whole message inside it. */
export const websocket: Dissector = { name: 'websocket', dissect: dissectWebSocket }

function dissectWebSocket(packet: Packet): Verdict {
  const { bytes, end, wireEnd, layer } = packet
  let at = packet.offset
  let shown = false
  while (at < wireEnd) {
    const available = end - at
    if (available < 2) return ask(packet, at, ONE_MORE_SEGMENT, shown)
    const short = bytes[at + 1] & 127
    const masked = (bytes[at + 1] & 128) !== 0
    const header = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (masked ? 4 : 0)
    if (available < header) return ask(packet, at, ONE_MORE_SEGMENT, shown)
    let length = short
    if (short === 126) length = packet.u16(at + 2)
    else if (short === 127) length = packet.u32(at + 2) * 0x100000000 + packet.u32(at + 6)
    if (wireEnd - at < header + length) {
      if (packet.canDesegment > 0 && length < 0x7fffffff)
        return ask(packet, at, header + length - (wireEnd - at), shown)
      length = wireEnd - at - header
    }
    if (shown) packet.drawAgain(layer)
    shown = true
    dissectFrame(packet, at, header, length, masked)
    packet.bytes = bytes
    packet.end = end
    packet.wireEnd = wireEnd
    if (packet.stopped !== RUNNING) return ACCEPTED
    at += header + length
  }
  return shown ? ACCEPTED : SILENT
}

function ask(packet: Packet, at: number, length: number, shown: boolean): Verdict {
  if (packet.canDesegment > 0) packet.wantMore(at, length)
  else packet.need(packet.end - at + 1, at)
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}

function dissectFrame(packet: Packet, at: number, header: number, length: number, masked: boolean): void {
  const opcode = packet.u8(at) & 15
  const isLast = (packet.u8(at) & 128) !== 0
  if (length === 0 && isLast && opcode !== CONTINUATION) return
  if (opcode >= FIRST_CONTROL) return
  const payload = at + header
  const stop = Math.min(payload + length, packet.end)
  packet.offset = payload
  packet.end = stop
  packet.wireEnd = payload + length
  if (masked) unmask(packet, payload - 4, payload, stop)
  const state = packet.stream?.of('websocket', () => new WebSocketState()) ?? new WebSocketState()
  const side = packet.direction === 0 ? 0 : 1
  if (opcode === CONTINUATION || !isLast) {
    if (opcode !== CONTINUATION) {
      state.opcode[side] = opcode
      state.text[side].clear()
    }
    const text = state.text[side]
    text.add(packet.bytes, packet.offset, packet.end)
    if (!isLast) return
    packet.bytes = text.bytes
    packet.offset = 0
    packet.end = text.length
    packet.wireEnd = text.length
    text.clear()
    dissectMessage(packet, state.opcode[side])
    return
  }
  dissectMessage(packet, opcode)
}

function dissectMessage(packet: Packet, opcode: number): void {
  if (packet.wireRemaining <= 0) return
  const { webSocketExtensions } = httpConversation(packet)
  if (opcode === TEXT) {
    if (webSocketExtensions.includes('permessage-deflate') || packet.callNamed('data-text-lines') === REJECTED)
      packet.data()
  } else if (opcode === BINARY) packet.data()
  else packet.data()
}

/** The payload without its mask (section 5.3), in a copy. */
function unmask(packet: Packet, key: number, from: number, to: number): void {
  const { bytes } = packet
  const plain = bytes.slice(from, to)
  for (let i = 0; i < plain.length; i++) plain[i] ^= bytes[key + (i & 3)]
  const beyond = packet.wireEnd - to
  packet.bytes = plain
  packet.offset = 0
  packet.end = plain.length
  packet.wireEnd = plain.length + beyond
}
