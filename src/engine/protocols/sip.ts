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

const COLON = 58

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

/** Headers and body; answers where the message ends. */
function dissectMessage(packet: Packet, start: number): number {
  const { bytes, end } = packet
  let at = start
  let length = -1
  let media: MediaHint | null = null
  while (at < end) {
    const from = at
    const size = lineLength(bytes, from, end, false)
    at = line.next
    if (size === 0) break
    const colon = indexOfByte(bytes, COLON, from, from + size)
    if (colon < 0) continue
    const isShort = colon - from === 1
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
