import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT } from '../dissect/packet.ts'

const HEADER = 19
const LONGEST = 65535

/** BGP-4, RFC 4271: messages behind a marker of 16 octets; one name a call. */
export const bgp: Dissector = {
  name: 'bgp',
  dissect(packet) {
    const { end, wireEnd, offset } = packet
    let at = offset
    // A message may have begun in an earlier segment: look for the next marker.
    while (at + 16 <= end && !isMarker(packet.bytes, at)) at++
    if (at + 16 > end) return ACCEPTED
    let shown = at > offset
    while (at < wireEnd) {
      const available = end - at
      if (available < HEADER) {
        if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
        else packet.need(HEADER, at)
        break
      }
      const length = packet.u16(at + 16)
      if (length < HEADER || length > LONGEST) {
        shown = true
        break
      }
      if (available < length) {
        if (packet.canDesegment > 0) {
          packet.wantMore(at, length - available)
          break
        }
        packet.need(length, at)
        return ACCEPTED
      }
      shown = true
      at += length
    }
    return shown || packet.stopped !== 0 ? ACCEPTED : SILENT
  },
}

function isMarker(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 16; i++) if (bytes[at + i] !== 0xff) return false
  return true
}
