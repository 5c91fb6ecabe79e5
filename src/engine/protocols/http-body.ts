import { inflatedPrefix } from '../bytes/inflate.ts'
import { dechunk, dechunked } from '../dissect/chunked-body.ts'
import { REJECTED } from '../dissect/dissector.ts'
import { dissectMediaType } from '../dissect/media-body.ts'
import { type Packet, RUNNING } from '../dissect/packet.ts'
import { latin1 } from '../dissect/text-lines.ts'
import { reportFile } from '../dissect/transferred-file.ts'
import { httpBodyFields } from './http-fields.ts'
import { headers, places, TRANSFER_COMPRESSED } from './http-headers.ts'

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
  body.bytes = bytes
  body.length = wireLength
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

/** The body as it was sent: the bytes that its headers are in, and its length. */
const body: { bytes: Uint8Array; length: number } = { bytes: new Uint8Array(0), length: 0 }

function report(packet: Packet): void {
  if (packet.inError) return
  const { contentTypeEnd, disposition, dispositionEnd } = places
  const { sink, offset, end } = packet
  const declared = contentTypeEnd === 0 ? 0 : sink.string(headers.media?.type ?? '')
  const name =
    dispositionEnd === 0 ? '' : fileName(latin1(body.bytes, disposition, Math.min(dispositionEnd, disposition + 512)))
  const protocol = packet.ipProto === 17 ? 'ssdp' : 'http'
  const beginning = { from: offset, to: end, length: body.length, isWhole: !headers.isPart }
  reportFile(packet, protocol, beginning, declared, name === '' ? 0 : sink.string(name))
}

/** RFC 6266: `attachment; filename="a.exe"`. */
function fileName(disposition: string): string {
  const found = /filename\*?\s*=\s*(?:"([^"]*)"|(?:utf-8'\w*')?([^;\s]+))/i.exec(disposition)
  return found?.[1] ?? found?.[2] ?? ''
}

function dissectDecoded(packet: Packet): void {
  if (headers.transfer === TRANSFER_COMPRESSED) {
    packet.nestedData()
    return
  }
  const { contentEncoding, media } = headers
  const isWhole = packet.fields?.wantsWhole === true
  if (contentEncoding === '') report(packet)
  if (contentEncoding !== '') {
    if (/^(x-)?(gzip|deflate)$/.test(contentEncoding)) {
      const limit = isWhole || media?.type.startsWith('multipart/') ? WHOLE_LIMIT : PREFIX
      const inflated = inflatedPrefix(packet.bytes, packet.offset, packet.end, limit)
      if (inflated === null) {
        packet.nestedData()
        return
      }
      packet.bytes = inflated
      packet.offset = 0
      packet.end = inflated.length
      packet.wireEnd = inflated.length
      report(packet)
    } else if (contentEncoding !== 'br') {
      packet.nestedData()
      return
    }
  }
  if (isWhole && packet.fields !== null) httpBodyFields(packet.fields, packet.bytes, packet.offset, packet.end)
  if (media !== null && dissectMediaType(packet, media) !== REJECTED) return
  if (packet.stopped !== RUNNING) return
  for (const name of BY_CONTENT) if (packet.callNamed(name) !== REJECTED || packet.stopped !== RUNNING) return
  if (media !== null) packet.note('media')
  else packet.nestedData()
}
