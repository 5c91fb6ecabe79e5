import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'
import { dissectMediaType, type MediaHint, mediaHint } from '../dissect/media-body.ts'
import { isWholeMessage } from '../dissect/message-framing.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import { latin1, line, lineLength, startsWithAnyCase } from '../dissect/text-lines.ts'

const DOLLAR = 36

/** RTSP 1.0, RFC 2326: messages, and binary data interleaved with them (section 10.12). */
export const rtsp: Dissector = {
  name: 'rtsp',
  dissect(packet) {
    const { end, wireEnd, layer } = packet
    let at = packet.offset
    let shown = false
    while (at < wireEnd && packet.stopped === RUNNING) {
      packet.offset = at
      let next: number
      if (packet.remaining > 0 && packet.u8(at) === DOLLAR) {
        if (end - at < 4 || end - at < 4 + packet.u16(at + 2)) {
          if (packet.canDesegment > 0)
            packet.wantMore(at, end - at < 4 ? ONE_MORE_SEGMENT : 4 + packet.u16(at + 2) - (end - at))
          else shown = true
          break
        }
        if (shown) packet.drawAgain(layer)
        next = at + 4 + packet.u16(at + 2)
      } else {
        if (!isWholeMessage(packet, at, true, false, null)) break
        if (shown) packet.drawAgain(layer)
        next = dissectMessage(packet, at, end)
      }
      shown = true
      packet.end = end
      packet.wireEnd = wireEnd
      if (next <= at) break
      at = next
    }
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function dissectMessage(packet: Packet, start: number, end: number): number {
  const { bytes } = packet
  let at = start
  let length = 0
  let media: MediaHint | null = null
  while (at < end) {
    const from = at
    const size = lineLength(bytes, from, end, false)
    at = line.next
    if (size === 0) break
    if (startsWithAnyCase(bytes, from, end, 'content-length:'))
      length = Number.parseInt(latin1(bytes, from + 15, Math.min(from + size, from + 40)), 10) || 0
    else if (startsWithAnyCase(bytes, from, end, 'content-type:')) {
      let value = from + 13
      while (value < from + size && (bytes[value] === 32 || bytes[value] === 9)) value++
      media = mediaHint(bytes, value, from + size)
    }
  }
  const stop = Math.min(end, at + Math.max(0, length))
  if (stop > at) {
    packet.offset = at
    packet.end = stop
    packet.wireEnd = stop
    if (media === null || dissectMediaType(packet, media) === REJECTED) packet.nestedData()
  }
  return stop
}
