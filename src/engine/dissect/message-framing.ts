import { CHUNKS_BROKEN, CHUNKS_MORE, ChunkScanner } from './chunked-body.ts'
import { mediaHint } from './media-body.ts'
import { ONE_MORE_SEGMENT, type Packet, UNTIL_FIN } from './packet.ts'
import { line, lineLength, startsWith, startsWithAnyCase } from './text-lines.ts'

/** How far the chunks of the message at `sequence` are known; one a direction of a stream. */
export type ChunkProgress = {
  sequence: number
  /** First byte of the body, counted from the message's first. */
  body: number
  scanner: ChunkScanner | null
}

/** Bytes of a body that are collected where its dissector looks only at the beginning; compressed ones need some. */
const BEGINNING = 8 * 1024

/** From here on a Content-Length may be a tunnel's (MS-RPCH section 2.1.2.1). */
const RPC_TUNNEL_LENGTH = 128 * 1024
const LARGEST_CONTENT_LENGTH = 0x7fffffff

/**
 * Whether the message (first line, headers, blank line, body) at `at` is whole; if not, the stream is asked for more.
 * For protocols built like HTTP: RFC 9112 section 6, RFC 2326, RFC 3261. `wantBody`: wait for the body too;
 * `untilFin`: a body without length goes to the end of the connection. Rules of Wireshark's
 * req_resp_hdrs_do_reassembly; `progress` keeps large chunked bodies from being scanned again and again.
 */
export function isWholeMessage(
  packet: Packet,
  at: number,
  wantBody: boolean,
  untilFin: boolean,
  progress: ChunkProgress | null,
): boolean {
  const { bytes, end } = packet
  const captured = end >= packet.wireEnd
  const sequence = (packet.sequence + (at - packet.offset)) >>> 0
  let next = at
  let contentLength = -1
  let chunked = false
  let rpc = false
  let typeFrom = 0
  let typeEnd = 0
  if (packet.canDesegment > 0) {
    if (wantBody && progress !== null && progress.scanner !== null && progress.sequence === sequence)
      return isWholeChunked(packet, at, progress, progress.scanner)
    for (;;) {
      const from = next
      if (packet.wireEnd - from < 1) return more(packet, at, ONE_MORE_SEGMENT)
      const length = lineLength(bytes, from, end, true)
      if (length < 0) {
        if (captured) return more(packet, at, ONE_MORE_SEGMENT)
        return true
      }
      next = line.next
      if (length === 0) break
      if (!wantBody) continue
      const first = bytes[from] | 32
      if (first !== 99 && first !== 116) continue
      const stop = from + length
      if (startsWithAnyCase(bytes, from, stop, 'content-length:')) {
        const value = decimal(bytes, from + 15, stop)
        if (value >= 0) contentLength = value
      } else if (startsWithAnyCase(bytes, from, stop, 'content-type:')) {
        typeFrom = afterBlanks(bytes, from + 13, stop)
        typeEnd = stop
        rpc = startsWith(bytes, typeFrom, stop, 'application/rpc')
      } else if (startsWithAnyCase(bytes, from, stop, 'transfer-encoding:')) {
        if (startsWithAnyCase(bytes, afterBlanks(bytes, from + 18, stop), stop, 'chunked')) chunked = true
      }
    }
  }
  if (!wantBody) return true
  if (chunked) {
    const scanner = new ChunkScanner()
    const known = progress ?? { sequence, body: 0, scanner }
    known.sequence = sequence
    known.body = next - at
    known.scanner = scanner
    return isWholeChunked(packet, at, known, scanner)
  }
  if (contentLength >= 0) {
    if (contentLength >= RPC_TUNNEL_LENGTH) {
      if (rpc) return true
      if (startsWith(bytes, packet.offset, end, 'RPC_IN_DATA')) return true
      if (startsWith(bytes, packet.offset, end, 'RPC_OUT_DATA')) return true
    }
    if (packet.wireEnd - next >= contentLength || (!captured && packet.canDesegment === 0)) return true
    const missing = contentLength - (packet.wireEnd - next)
    // RTSP and SIP, which follow no chunks, want their bodies whole.
    const whole = contentLength <= BEGINNING || rpc || progress === null || !needsBeginning(packet, typeFrom, typeEnd)
    if (whole) return more(packet, at, missing)
    packet.wantMore(at, missing, next - at + BEGINNING)
    return false
  }
  if (untilFin && packet.canDesegment > 0) return more(packet, at, UNTIL_FIN)
  return true
}

/** Whether only the beginning of a body of this media type is looked at: always so where the type has no dissector. */
function needsBeginning(packet: Packet, from: number, to: number): boolean {
  if (packet.fields !== null) return false
  const { type } = mediaHint(packet.bytes, from, to)
  const dissector = packet.tables.mediaType(type)
  return dissector === null ? !type.startsWith('multipart/') : dissector.needsBeginning === true
}

/** Feeds the scanner what has come since; what the reassembly no longer keeps is taken from the segment itself. */
function isWholeChunked(packet: Packet, at: number, progress: ChunkProgress, scanner: ChunkScanner): boolean {
  const body = at + progress.body
  let from = body + scanner.position
  if (from < packet.end) scanner.feed(packet.bytes, from, packet.end)
  from = body + scanner.position
  if (scanner.state === CHUNKS_MORE && from < packet.wireEnd) {
    const sequence = (progress.sequence + progress.body + scanner.position) >>> 0
    const inSegment = packet.segmentOffset + ((sequence - packet.segmentSequence) | 0)
    if (inSegment < packet.segmentOffset || inSegment >= packet.segmentEnd) scanner.state = CHUNKS_BROKEN
    else scanner.feed(packet.segmentBytes, inSegment, packet.segmentEnd)
  }
  if (scanner.state === CHUNKS_MORE) return more(packet, at, ONE_MORE_SEGMENT)
  progress.scanner = null
  return true
}

function more(packet: Packet, at: number, length: number): boolean {
  packet.wantMore(at, length)
  return false
}

function afterBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at++
  return at
}

/** The number between blanks in bytes[from, to); -1 = none, or too large. */
function decimal(bytes: Uint8Array, from: number, to: number): number {
  let at = afterBlanks(bytes, from, to)
  if (at < to && bytes[at] === 43) at++
  const first = at
  let value = 0
  for (; at < to && bytes[at] >= 48 && bytes[at] <= 57; at++) {
    value = value * 10 + (bytes[at] - 48)
    if (value > LARGEST_CONTENT_LENGTH) return -1
  }
  return at === first || afterBlanks(bytes, at, to) < to ? -1 : value
}
