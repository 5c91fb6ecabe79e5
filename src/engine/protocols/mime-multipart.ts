import { base64Bytes } from '../bytes/base64.ts'
import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { dissectMediaType, type MediaHint, mediaHint } from '../dissect/media-body.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { indexOfByte, line, lineLength, startsWithAnyCase } from '../dissect/text-lines.ts'

const DASH = 45
/** Parts looked at in one body. */
const MOST_PARTS = 1000

/** Multipart bodies, RFC 2046 section 5.1: one more name a part, drawn inside. */
export const mimeMultipart: Dissector = {
  name: 'mime_multipart',
  dissect(packet) {
    const media = packet.hint as MediaHint | null
    const boundary = boundaryOf(media?.parameters ?? '') ?? guessedBoundary(packet)
    if (boundary === null) return REJECTED
    dissectParts(packet, boundary)
    return ACCEPTED
  },
}

/** Where the delimiter found last starts and what it takes with its line; last = it is the closing one. */
const delimiter = { start: 0, next: 0, last: false }

function dissectParts(packet: Packet, boundary: Uint8Array): void {
  const { bytes, offset, end, wireEnd, hint, nested } = packet
  if (!findDelimiter(bytes, offset, end, boundary, true)) {
    packet.nestedData()
    return
  }
  packet.nested = true
  let first = true
  for (let part = 0; part < MOST_PARTS && !delimiter.last && packet.stopped === RUNNING; part++) {
    const start = delimiter.next
    if (!findDelimiter(bytes, start, end, boundary, false)) {
      // No delimiter behind it: what is left is an epilogue.
      if (first && start < end) dissectRest(packet, start, end)
      break
    }
    first = false
    dissectPart(packet, start, delimiter.start)
  }
  packet.nested = nested
  packet.hint = hint
  packet.bytes = bytes
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
}

function dissectRest(packet: Packet, from: number, to: number): void {
  packet.offset = from
  packet.end = to
  packet.wireEnd = to
  packet.data()
}

/** Headers, blank line, content. */
function dissectPart(packet: Packet, from: number, to: number): void {
  const { bytes } = packet
  const saved = { start: delimiter.start, next: delimiter.next, last: delimiter.last }
  let at = from
  let media: MediaHint | null = null
  let base64 = false
  while (at < to) {
    const length = lineLength(bytes, at, to, false)
    const { next } = line
    if (length === 0) {
      at = next
      break
    }
    if (indexOfByte(bytes, 58, at, at + length) <= at) break
    if (startsWithAnyCase(bytes, at, to, 'content-type:')) {
      let stop = next
      // Folded lines belong to it.
      while (stop < to && (bytes[stop] === 32 || bytes[stop] === 9)) {
        lineLength(bytes, stop, to, false)
        stop = line.next
      }
      let value = at + 13
      while (value < stop && (bytes[value] === 32 || bytes[value] === 9)) value++
      media = mediaHint(bytes, value, stop)
      at = stop
      continue
    }
    if (startsWithAnyCase(bytes, at, to, 'content-transfer-encoding:'))
      base64 = /base64/i.test(String.fromCharCode(...bytes.subarray(at + 26, Math.min(at + length, at + 60))))
    at = next
  }
  packet.offset = at
  packet.end = to
  packet.wireEnd = to
  if (media !== null && media.type !== '' && media.type !== 'application/octet-stream') {
    if (base64) {
      packet.bytes = base64Bytes(bytes, at, to)
      packet.offset = 0
      packet.end = packet.bytes.length
      packet.wireEnd = packet.end
    }
    if (packet.end > packet.offset && dissectMediaType(packet, media) === REJECTED && packet.stopped === RUNNING)
      packet.note('media')
  } else packet.data()
  packet.bytes = bytes
  delimiter.start = saved.start
  delimiter.next = saved.next
  delimiter.last = saved.last
}

/** The next `--boundary` at the start of a line; its line end before it belongs to it. */
function findDelimiter(bytes: Uint8Array, from: number, to: number, boundary: Uint8Array, first: boolean): boolean {
  let at = from
  let before = from
  let atLineStart = first
  while (at + 2 + boundary.length <= to) {
    if (atLineStart && bytes[at] === DASH && bytes[at + 1] === DASH && matches(bytes, at + 2, boundary)) {
      const after = at + 2 + boundary.length
      delimiter.start = before
      delimiter.last = after + 1 < to && bytes[after] === DASH && bytes[after + 1] === DASH
      lineLength(bytes, after, to, false)
      delimiter.next = line.next
      return true
    }
    before = at + lineLength(bytes, at, to, false)
    at = line.next
    atLineStart = true
  }
  return false
}

function matches(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false
  return true
}

function boundaryOf(parameters: string): Uint8Array | null {
  const found = /(?:^|[;\s])boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(parameters)
  const text = found === null ? '' : (found[1] ?? found[2])
  if (text === '') return null
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Without the parameter the first line that looks like a delimiter gives it. */
function guessedBoundary(packet: Packet): Uint8Array | null {
  const { bytes, offset, end } = packet
  for (let at = offset; at < end; at = line.next) {
    const length = lineLength(bytes, at, end, false)
    if (length > 2 && bytes[at] === DASH && bytes[at + 1] === DASH) return bytes.slice(at + 2, at + length)
  }
  return null
}
