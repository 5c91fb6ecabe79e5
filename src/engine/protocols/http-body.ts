import { inflatedPrefix } from '../bytes/inflate.ts'
import { dechunk, dechunked } from '../dissect/chunked-body.ts'
import { REJECTED } from '../dissect/dissector.ts'
import { dissectMediaType } from '../dissect/media-body.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { headers, TRANSFER_COMPRESSED } from './http-headers.ts'

/** Bytes of a compressed body that a media type's dissector gets to see: enough for any of their first looks. */
const PREFIX = 256
/** Media types by whose whole content the name depends; they are decompressed up to this many bytes. */
const WHOLE_LIMIT = 256 * 1024
const BY_CONTENT = ['png', 'image-jfif', 'image-gif', 'dcerpc']

/**
 * The body of `length` captured bytes at `at`: transfer and content coding off, then by media type. Answers how many
 * bytes of the message it took.
 */
export function dissectHttpBody(packet: Packet, at: number, length: number, wireLength: number): number {
  const { bytes, offset, end, wireEnd } = packet
  let taken = length
  packet.offset = at
  packet.end = at + length
  packet.wireEnd = at + Math.max(length, wireLength)
  if (headers.chunked) {
    dechunk(bytes, at, at + length)
    if (dechunked.taken > 0) {
      taken = dechunked.taken
      packet.bytes = dechunked.bytes
      packet.offset = dechunked.from
      packet.end = dechunked.to
      packet.wireEnd = dechunked.to
      if (dechunked.to > dechunked.from) dissectDecoded(packet)
    }
  } else dissectDecoded(packet)
  packet.bytes = bytes
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
  return taken
}

function dissectDecoded(packet: Packet): void {
  if (headers.transfer === TRANSFER_COMPRESSED) {
    packet.nestedData()
    return
  }
  const { contentEncoding, media } = headers
  if (contentEncoding !== '') {
    if (/^(x-)?(gzip|deflate)$/.test(contentEncoding)) {
      const limit = media?.type.startsWith('multipart/') ? WHOLE_LIMIT : PREFIX
      const inflated = inflatedPrefix(packet.bytes, packet.offset, packet.end, limit)
      if (inflated === null) {
        packet.nestedData()
        return
      }
      packet.bytes = inflated
      packet.offset = 0
      packet.end = inflated.length
      packet.wireEnd = inflated.length
    } else if (contentEncoding !== 'br') {
      packet.nestedData()
      return
    }
  }
  if (media !== null && dissectMediaType(packet, media) !== REJECTED) return
  if (packet.stopped !== RUNNING) return
  for (const name of BY_CONTENT) if (packet.callNamed(name) !== REJECTED || packet.stopped !== RUNNING) return
  if (media !== null) packet.note('media')
  else packet.nestedData()
}
