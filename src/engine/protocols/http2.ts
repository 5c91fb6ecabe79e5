import { type HeaderField, HpackDecoder } from '../bytes/hpack.ts'
import type { Dissector } from '../dissect/dissector.ts'
import { dissectMediaType, mediaHint } from '../dissect/media-body.ts'
import { MessageText } from '../dissect/message-text.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import type { HttpMessage } from '../dissect/records.ts'
import { reportFile } from '../dissect/transferred-file.ts'
import { startsWith } from '../dissect/text-lines.ts'

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const HEADER = 9
const DATA = 0
const HEADERS = 1
const PUSH_PROMISE = 5
const CONTINUATION = 9
const END_STREAM = 0x1
const END_HEADERS = 0x4
const PADDED = 0x8
const PRIORITY = 0x20
/** Streams remembered of a connection. */
const MOST_STREAMS = 1000
/** A body of which more was seen is looked at by its beginning only. */
const LOOKED_AT = 4096

/** One direction of a connection. */
class Http2Side {
  readonly hpack = new HpackDecoder()
  /** A header block under way: its fragments. */
  readonly block = new MessageText()
  /** stream id -> media type of its message, and the beginning of its body. */
  readonly bodies = new Map<number, { type: string; text: MessageText; seen: number }>()
}

class Http2State {
  readonly sides: readonly [Http2Side, Http2Side] = [new Http2Side(), new Http2Side()]
}

const report: HttpMessage = {
  protocol: 'http2',
  method: 0,
  host: 0,
  uri: 0,
  userAgent: 0,
  referrer: 0,
  status: 0,
  phrase: 0,
  contentType: 0,
  server: 0,
  bodyLength: -1,
}

/** HTTP/2, RFC 9113: frames, their header blocks decompressed; bodies by media type where a stream ends. */
export const http2: Dissector = {
  name: 'http2',
  dissect(packet) {
    return dissectPdus(packet, HEADER, frameLength, dissectFrame)
  },
}

function frameLength(packet: Packet): number {
  const { bytes, offset, end } = packet
  if (startsWith(bytes, offset, Math.min(end, offset + PREFACE.length), PREFACE.slice(0, Math.min(9, end - offset))))
    return PREFACE.length
  return packet.u24(offset) + HEADER
}

function dissectFrame(packet: Packet): void {
  const at = packet.offset
  const { stream, end, bytes } = packet
  if (startsWith(bytes, at, end, PREFACE) || packet.inError || stream === undefined) return
  const side = stream.of('http2', () => new Http2State()).sides[packet.direction === 0 ? 0 : 1]
  const type = packet.u8(at + 3)
  const flags = packet.u8(at + 4)
  const id = packet.u32(at + 5) & 0x7fffffff
  let from = at + HEADER
  let to = end
  if ((type === DATA || type === HEADERS || type === PUSH_PROMISE) && (flags & PADDED) !== 0 && from < to)
    to -= packet.u8(from++)
  if (type === HEADERS && (flags & PRIORITY) !== 0) from += 5
  if (type === PUSH_PROMISE) from += 4
  if (from > to) return
  if (type === HEADERS || type === PUSH_PROMISE) side.block.clear()
  if (type === HEADERS || type === PUSH_PROMISE || type === CONTINUATION) {
    side.block.add(bytes, from, to)
    if ((flags & END_HEADERS) === 0) return
    const fields = side.hpack.decode(side.block.bytes, 0, side.block.length)
    side.block.clear()
    takeHeaders(packet, side, id, fields)
  } else if (type === DATA) takeData(packet, side, id, from, to, (flags & END_STREAM) !== 0)
}

function takeHeaders(packet: Packet, side: Http2Side, id: number, fields: HeaderField[]): void {
  const { sink } = packet
  const text = (name: string) => {
    const field = fields.find((candidate) => candidate.name === name)
    return field === undefined ? 0 : sink.string(field.value)
  }
  const type = fields.find((field) => field.name === 'content-type')?.value ?? ''
  if (side.bodies.size < MOST_STREAMS && !side.bodies.has(id))
    side.bodies.set(id, { type, text: new MessageText(), seen: 0 })
  const status = fields.find((field) => field.name === ':status')?.value
  report.method = text(':method')
  if (report.method === 0 && status === undefined) return
  report.status = status === undefined ? 0 : Number.parseInt(status, 10) || 0
  report.host = text(':authority') || text('host')
  report.uri = text(':path')
  report.userAgent = text('user-agent')
  report.referrer = text('referer')
  report.contentType = text('content-type')
  report.server = text('server')
  sink.http(packet, report)
}

function takeData(packet: Packet, side: Http2Side, id: number, from: number, to: number, isLast: boolean): void {
  const body = side.bodies.get(id)
  if (body === undefined) return
  body.seen += to - from
  if (body.text.length < LOOKED_AT) body.text.add(packet.bytes, from, to)
  if (!isLast) return
  side.bodies.delete(id)
  const { bytes, length } = body.text
  if (length === 0 || body.type === '') return
  const saved = { bytes: packet.bytes, offset: packet.offset, end: packet.end, wireEnd: packet.wireEnd }
  const { nested } = packet
  packet.bytes = bytes
  packet.offset = 0
  packet.end = length
  packet.wireEnd = length
  packet.nested = true
  const beginning = { from: 0, to: length, length: body.seen, isWhole: true }
  reportFile(packet, 'http2', beginning, packet.sink.string(body.type.replace(/[;\s].*$/s, '').toLowerCase()), 0)
  const type = Uint8Array.from(body.type, (character) => character.charCodeAt(0))
  dissectMediaType(packet, mediaHint(type, 0, type.length))
  packet.nested = nested
  packet.bytes = saved.bytes
  packet.offset = saved.offset
  packet.end = saved.end
  packet.wireEnd = saved.wireEnd
}
