import { byteRun, decimal, hexadecimal, layout, presence } from './field-layout.ts'
import type { LayoutField } from './field-layout.ts'
import { numberAt } from './field-row.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'

/** RFC 9000 section 18, 9221, 9368. */
export const quicParameterLayout = layout('tls', {
  'quic.parameter': presence('a transport parameter'),
  'quic.parameter.type': decimal('kind of a transport parameter'),
  'quic.parameter.length': decimal('bytes of a transport parameter'),
  'quic.parameter.value': byteRun('value of a transport parameter'),
  'quic.parameter.original_destination_connection_id': byteRun('destination id of the first packet'),
  'quic.parameter.max_idle_timeout': decimal('milliseconds after which an idle connection ends'),
  'quic.parameter.stateless_reset_token': byteRun('token of a stateless reset'),
  'quic.parameter.max_udp_payload_size': decimal('longest datagram'),
  'quic.parameter.initial_max_data': decimal('most bytes of the connection at first'),
  'quic.parameter.initial_max_stream_data_bidi_local': decimal('most bytes of own streams at first'),
  'quic.parameter.initial_max_stream_data_bidi_remote': decimal('most bytes of streams of the other side at first'),
  'quic.parameter.initial_max_stream_data_uni': decimal('most bytes of one-way streams at first'),
  'quic.parameter.initial_max_streams_bidi': decimal('most two-way streams at first'),
  'quic.parameter.initial_max_streams_uni': decimal('most one-way streams at first'),
  'quic.parameter.ack_delay_exponent': decimal('unit of the delay of acknowledgments, a power of two'),
  'quic.parameter.max_ack_delay': decimal('most milliseconds before an acknowledgment'),
  'quic.parameter.active_connection_id_limit': decimal('most connection ids'),
  'quic.parameter.initial_source_connection_id': byteRun('source id of the first packet'),
  'quic.parameter.retry_source_connection_id': byteRun('source id of the Retry packet'),
  'quic.parameter.max_datagram_frame_size': decimal('longest DATAGRAM frame'),
  'quic.parameter.loss_bits': decimal('loss bits are used'),
  'quic.parameter.min_ack_delay': decimal('least microseconds before an acknowledgment'),
  'quic.parameter.enable_time_stamp_v2': decimal('timestamps are sent'),
  'quic.parameter.google.initial_rtt': decimal('round trip that the client knows of'),
  'quic.parameter.google.quic_version': hexadecimal(8, 'version that Google asks for'),
  'quic.parameter.vi.chosen_version': hexadecimal(8, 'version in use'),
  'quic.parameter.vi.other_version': hexadecimal(8, 'a version that would do'),
})

const f = quicParameterLayout
const BY_TYPE: ReadonlyMap<number, LayoutField> = new Map([
  [0x00, f['quic.parameter.original_destination_connection_id']],
  [0x01, f['quic.parameter.max_idle_timeout']],
  [0x02, f['quic.parameter.stateless_reset_token']],
  [0x03, f['quic.parameter.max_udp_payload_size']],
  [0x04, f['quic.parameter.initial_max_data']],
  [0x05, f['quic.parameter.initial_max_stream_data_bidi_local']],
  [0x06, f['quic.parameter.initial_max_stream_data_bidi_remote']],
  [0x07, f['quic.parameter.initial_max_stream_data_uni']],
  [0x08, f['quic.parameter.initial_max_streams_bidi']],
  [0x09, f['quic.parameter.initial_max_streams_uni']],
  [0x0a, f['quic.parameter.ack_delay_exponent']],
  [0x0b, f['quic.parameter.max_ack_delay']],
  [0x0e, f['quic.parameter.active_connection_id_limit']],
  [0x0f, f['quic.parameter.initial_source_connection_id']],
  [0x10, f['quic.parameter.retry_source_connection_id']],
  [0x20, f['quic.parameter.max_datagram_frame_size']],
  [0x1057, f['quic.parameter.loss_bits']],
  [0xde1a, f['quic.parameter.min_ack_delay']],
  [0xff03de1a, f['quic.parameter.min_ack_delay']],
  [0x7158, f['quic.parameter.enable_time_stamp_v2']],
  [0x3127, f['quic.parameter.google.initial_rtt']],
])
const GOOGLE_VERSION = 0x4752
const VERSION_INFORMATION = 0xff73db

/** How many bytes the number at `at` takes (RFC 9000 section 16). */
const sizeAt = (packet: Packet, at: number) => 1 << (packet.u8(at) >>> 6)

function variable(packet: Packet, at: number, to: number): number {
  const size = sizeAt(packet, at)
  if (at + size > to) return 0
  return (packet.u8(at) & 0x3f) * 2 ** (8 * (size - 1)) + numberAt(packet.bytes, at + 1, size - 1)
}

/** The parameters in [from, to), as drafts from 27 on write them. */
export function quicParameterFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f) || from + 2 > to || packet.u16(from) === to - from - 2) return
  for (let at = from; at < to; ) {
    const type = variable(packet, at, to)
    const lengthAt = at + sizeAt(packet, at)
    if (lengthAt >= to) return
    const length = variable(packet, lengthAt, to)
    const value = lengthAt + sizeAt(packet, lengthAt)
    const end = value + length
    if (end > to) return
    fields.presence(f['quic.parameter'])
    fields.number(f['quic.parameter.type'], type, at, 0)
    fields.number(f['quic.parameter.length'], length, lengthAt, 0)
    fields.bytes(f['quic.parameter.value'], packet.bytes, value, end)
    valueFields(fields, packet, type, value, end)
    at = end
  }
}

function valueFields(fields: FieldSink, packet: Packet, type: number, from: number, to: number): void {
  const field = BY_TYPE.get(type)
  if (field?.kind === 'bytes') fields.bytes(field, packet.bytes, from, to)
  else if (field !== undefined && from < to) fields.number(field, variable(packet, from, to), from, to - from)
  else if (type === GOOGLE_VERSION && from + 4 <= to)
    fields.number(f['quic.parameter.google.quic_version'], packet.u32(from), from, 4)
  else if (type === VERSION_INFORMATION)
    for (let at = from; at + 4 <= to; at += 4)
      fields.number(
        at === from ? f['quic.parameter.vi.chosen_version'] : f['quic.parameter.vi.other_version'],
        packet.u32(at),
        at,
        4,
      )
}
