import { byteRun, decimal, flag, hexadecimal, layout, presence } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 9000 section 17, RFC 9369. */
export const quicLayout = layout('quic', {
  'connection.number': decimal('number of the connection'),
  packet_length: decimal('bytes of a packet'),
  header_form: decimal('1 long header, 0 short header'),
  fixed_bit: flag('always set'),
  spin_bit: flag('turns once per round trip'),
  'long.packet_type': decimal('0 Initial, 1 0-RTT, 2 Handshake, 3 Retry'),
  'long.packet_type_v2': decimal('of version 2: 0 Retry, 1 Initial, 2 0-RTT, 3 Handshake'),
  version: hexadecimal(8, 'version'),
  supported_version: hexadecimal(8, 'a version that the server speaks'),
  dcil: decimal('bytes of the destination id'),
  dcid: byteRun('destination connection id'),
  scil: decimal('bytes of the source id'),
  scid: byteRun('source connection id'),
  token_length: decimal('bytes of the token'),
  token: byteRun('token'),
  length: decimal('bytes of packet number and payload'),
  packet_number: decimal('packet number, of decrypted packets'),
  remaining_payload: byteRun('payload that is not decrypted'),
  short: presence('a packet with a short header'),
  frame_type: decimal('kind of frame, of decrypted packets'),
  'crypto.offset': decimal('where a piece of the handshake begins'),
  'crypto.length': decimal('bytes of a piece of the handshake'),
})

const f = quicLayout
const V2 = 0x6b3343cf
const newNumbers = () => new Map<object, number>()

function connectionField(fields: FieldSink, packet: Packet, connection: object | null): void {
  if (connection === null || !fields.wantsField(f['connection.number'])) return
  const numbers: Map<object, number> = packet.keep('quic numbers of fields', newNumbers)
  const number = numbers.get(connection) ?? numbers.size
  numbers.set(connection, number)
  fields.number(f['connection.number'], number, 0, 0)
}

/** The long header at `at`, with both ids; `first`: the datagram's first packet. */
export function quicLongFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  connection: object | null,
  first: boolean,
) {
  if (!fields.wants(f)) return
  const { bytes } = packet
  const byte = packet.u8(at)
  const version = packet.u32(at + 1)
  if (first) connectionField(fields, packet, connection)
  fields.number(f.header_form, 1, at, 1)
  if (version !== 0) {
    fields.flag(f.fixed_bit, byte & 0x40, at, 1)
    fields.number(version === V2 ? f['long.packet_type_v2'] : f['long.packet_type'], (byte >>> 4) & 3, at, 1)
  }
  fields.number(f.version, version, at + 1, 4)
  const destination = packet.u8(at + 5)
  const source = packet.u8(at + 6 + destination)
  const sourceAt = at + 7 + destination
  fields.number(f.dcil, destination, at + 5, 1)
  if (destination > 0) fields.bytes(f.dcid, bytes, at + 6, at + 6 + destination)
  fields.number(f.scil, source, sourceAt - 1, 1)
  if (source > 0) fields.bytes(f.scid, bytes, sourceAt, sourceAt + source)
  if (version !== 0) return
  for (let i = sourceAt + source; i + 4 <= packet.end; i += 4) fields.number(f.supported_version, packet.u32(i), i, 4)
}

/** The packet's extent, from `at` to `end`; what is from `payload` on is not decrypted, 0 = it may be. */
export function quicLengthFields(fields: FieldSink, packet: Packet, at: number, end: number, payload: number): void {
  if (!fields.wants(f)) return
  fields.number(f.packet_length, end - at, at, 0)
  if (payload > 0) fields.bytes(f.remaining_payload, packet.bytes, payload, Math.min(end, packet.end))
}

/** Length and value of an Initial's token at [from, to). */
export function quicTokenFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f)) return
  fields.number(f.token_length, to - from, from, 0)
  if (to > from && to <= packet.end) fields.bytes(f.token, packet.bytes, from, to)
}

export function quicPayloadLengthFields(fields: FieldSink, length: number, at: number): void {
  if (fields.wants(f)) fields.number(f.length, length, at, 0)
}

/** A short header packet, to the end of the datagram; the id has `idLength` bytes, 0 = not known. */
export function quicShortFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  connection: object | null,
  idLength: number,
  first: boolean,
) {
  if (!fields.wants(f)) return
  const byte = packet.u8(at)
  if (first) connectionField(fields, packet, connection)
  fields.number(f.packet_length, packet.wireEnd - at, at, 0)
  fields.presence(f.short)
  fields.number(f.header_form, 0, at, 1)
  fields.flag(f.fixed_bit, byte & 0x40, at, 1)
  fields.flag(f.spin_bit, byte & 0x20, at, 1)
  const payload = at + 1 + idLength
  if (payload > packet.end) return
  if (idLength > 0) fields.bytes(f.dcid, packet.bytes, at + 1, payload)
  fields.bytes(f.remaining_payload, packet.bytes, payload, packet.end)
}

export function quicNumberFields(fields: FieldSink, number: number): void {
  if (fields.wants(f)) fields.number(f.packet_number, number, 0, 0)
}

export function quicFrameFields(fields: FieldSink, type: number, at: number): void {
  if (fields.wants(f)) fields.number(f.frame_type, type, at, 1)
}

export function quicCryptoFields(fields: FieldSink, offset: number, length: number, at: number): void {
  if (!fields.wants(f)) return
  fields.number(f['crypto.offset'], offset, at, 0)
  fields.number(f['crypto.length'], length, at, 0)
}
