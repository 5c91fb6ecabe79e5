import { reportCredential } from '../dissect/credential-record.ts'
import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'
import { dissectMediaType, type MediaHint, mediaHint } from '../dissect/media-body.ts'
import { isWholeMessage } from '../dissect/message-framing.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import {
  indexOfByte,
  isPrintable,
  latin1,
  line,
  lineLength,
  startsWith,
  startsWithAnyCase,
} from '../dissect/text-lines.ts'
import { sipHeaderFields, sipStartFields } from './sip-fields.ts'

const COLON = 58

class SipState {
  /** The log-in of a request that waits for its answer; 0 = none. */
  login = 0
}

/** SIP over UDP, RFC 3261. */
export const sip: Dissector = {
  name: 'sip',
  dissect(packet) {
    if (!looksLikeSip(packet)) return REJECTED
    dissectMessage(packet, packet.offset)
    return ACCEPTED
  },
}

/** On other ports: a request or status line of SIP/2.0. */
export const sipHeuristic: Dissector = {
  name: 'sip',
  dissect(packet) {
    if (!looksLikeSip(packet)) return REJECTED
    dissectMessage(packet, packet.offset)
    return ACCEPTED
  },
}

/** SIP over TCP: messages framed by Content-Length. */
export const sipTcp: Dissector = {
  name: 'sip',
  dissect(packet) {
    const { end, wireEnd, layer, bytes } = packet
    let at = packet.offset
    let shown = false
    while (at < wireEnd) {
      packet.offset = at
      // Keep-alives between messages (RFC 5626 section 3.5.1).
      if (at + 2 <= end && bytes[at] === 13 && bytes[at + 1] === 10) {
        at += 2
        continue
      }
      if (lineLength(bytes, at, end, true) >= 0 && !looksLikeSip(packet)) {
        if (!shown && !isPrintable(bytes[at])) return SILENT
        shown = true
        break
      }
      if (!isWholeMessage(packet, at, true, false, null)) break
      if (shown) packet.drawAgain(layer)
      shown = true
      const next = dissectMessage(packet, at)
      packet.end = end
      packet.wireEnd = wireEnd
      if (packet.stopped !== RUNNING || next <= at) break
      at = next
    }
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

export const sipTcpHeuristic: Dissector = {
  name: 'sip',
  dissect: (packet) => (looksLikeSip(packet) ? sipTcp.dissect(packet) : REJECTED),
}

function looksLikeSip(packet: Packet): boolean {
  const { bytes, offset, end } = packet
  // No method and no version begins with a control character or beyond ASCII; most payloads that are not text end here.
  if (offset >= end || bytes[offset] < 0x20 || bytes[offset] > 0x7e) return false
  const length = lineLength(bytes, offset, Math.min(end, offset + 2048), false)
  if (indexOfByte(bytes, 0, offset, offset + length) >= 0) return false
  if (startsWith(bytes, offset, end, 'SIP/2.0 '))
    return (
      length > 11 &&
      bytes[offset + 11] === 32 &&
      [8, 9, 10].every((i) => bytes[offset + i] >= 48 && bytes[offset + i] <= 57)
    )
  return length > 12 && startsWith(bytes, offset + length - 8, offset + length, ' SIP/2.0')
}

/** RFC 3261 section 22: the user of a Digest in Authorization or Proxy-Authorization. */
function takeLogin(packet: Packet, from: number, colon: number, to: number): void {
  const { bytes, stream } = packet
  const isProxy = startsWithAnyCase(bytes, from, colon, 'proxy-authorization')
  if (stream === undefined || (!isProxy && !startsWithAnyCase(bytes, from, colon, 'authorization'))) return
  const user = /[ ,]username="([^"]{1,256})"/i.exec(latin1(bytes, colon + 1, Math.min(to, colon + 2048)))
  if (user === null) return
  stream.of('sip', () => new SipState()).login = reportCredential(
    packet,
    'sip',
    'Digest',
    packet.sink.string(user[1]),
    0,
  )
}

/** The final response to a request with a log-in: 401 and 407 refuse, 2xx accept. */
function takeAnswer(packet: Packet, at: number): void {
  const { bytes, stream } = packet
  if (stream === undefined || bytes[at + 8] === 49) return
  const state = stream.of('sip', () => new SipState())
  if (state.login === 0) return
  if (bytes[at + 8] === 50) packet.sink.credentialAnswered(state.login, true)
  else if (bytes[at + 8] === 52 && bytes[at + 9] === 48 && (bytes[at + 10] === 49 || bytes[at + 10] === 55))
    packet.sink.credentialAnswered(state.login, false)
  state.login = 0
}

/** Headers and body; answers where the message ends. */
function dissectMessage(packet: Packet, start: number): number {
  const { bytes, end } = packet
  if (startsWith(bytes, start, end, 'SIP/2.0 ')) takeAnswer(packet, start)
  let at = start
  let length = -1
  let media: MediaHint | null = null
  while (at < end) {
    const from = at
    const size = lineLength(bytes, from, end, false)
    at = line.next
    if (size === 0) break
    if (from === start && packet.fields !== null) sipStartFields(packet.fields, packet, from, from + size)
    const colon = indexOfByte(bytes, COLON, from, from + size)
    if (colon < 0) continue
    if (from > start && packet.fields !== null) sipHeaderFields(packet.fields, packet, from, colon, from + size)
    const isShort = colon - from === 1
    const first = bytes[from] | 32
    if ((first === 97 || first === 112) && !packet.inError) takeLogin(packet, from, colon, from + size)
    if (startsWithAnyCase(bytes, from, end, 'content-length') || (isShort && (bytes[from] | 32) === 108))
      length = Number.parseInt(latin1(bytes, colon + 1, Math.min(from + size, colon + 16)), 10)
    else if (startsWithAnyCase(bytes, from, end, 'content-type') || (isShort && (bytes[from] | 32) === 99)) {
      let value = colon + 1
      while (value < from + size && (bytes[value] === 32 || bytes[value] === 9)) value++
      media = mediaHint(bytes, value, from + size)
    }
  }
  const stop = length >= 0 ? Math.min(end, at + length) : end
  if (stop > at && media !== null) {
    packet.offset = at
    packet.end = stop
    packet.wireEnd = stop
    // Bodies are drawn inside the message.
    const { nested } = packet
    packet.nested = true
    if (dissectMediaType(packet, media) === REJECTED && packet.stopped === RUNNING) packet.note('media')
    packet.nested = nested
  }
  return stop
}
