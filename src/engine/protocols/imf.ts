import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { dissectMediaType, type MediaHint, mediaHint } from '../dissect/media-body.ts'
import { RUNNING } from '../dissect/packet.ts'
import { indexOfByte, line, lineLength, startsWithAnyCase } from '../dissect/text-lines.ts'

const SEMICOLON = 59

/** Mail, RFC 5322: headers, and a body by its Content-Type. A type without parameters is not looked at (as Wireshark). */
export const imf: Dissector = {
  name: 'imf',
  dissect(packet) {
    const { bytes, end } = packet
    let at = packet.offset
    let media: MediaHint | null = null
    while (at < end) {
      const from = at
      const length = lineLength(bytes, at, end, false)
      at = line.next
      if (length === 0) break
      // Lines that begin with a blank continue the one before.
      while (at < end && (bytes[at] === 32 || bytes[at] === 9)) {
        lineLength(bytes, at, end, false)
        at = line.next
      }
      if (!startsWithAnyCase(bytes, from, end, 'content-type:')) continue
      let value = from + 13
      while (value < at && (bytes[value] === 32 || bytes[value] === 9)) value++
      if (indexOfByte(bytes, SEMICOLON, value, at) >= 0) media = mediaHint(bytes, value, at)
    }
    if (media === null || at >= end) return ACCEPTED
    packet.offset = at
    if (dissectMediaType(packet, media) === REJECTED && packet.stopped === RUNNING) return ACCEPTED
    return ACCEPTED
  },
}
