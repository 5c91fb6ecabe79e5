import { byteRun, decimal, flag, hexadecimal, ipv6Address, layout, presence } from '../dissect/field-layout.ts'
import { fieldRow } from '../dissect/field-row.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Multicast Listener Discovery: RFC 2710, 3810. */
export const icmpv6ListenerLayout = layout('icmpv6', {
  'mld.maximum_response_delay': decimal('milliseconds that an answer may take'),
  'mld.maximum_response_code': decimal('time that an answer may take, as a code'),
  'mld.multicast_address': ipv6Address('group that is asked for or told'),
  'mld.flag': hexadecimal(2, 'flags of a query'),
  'mld.flag.s': flag('routers do not take the query into account'),
  'mld.flag.qrv': decimal('how often answers are repeated'),
  'mld.flag.reserved': decimal('reserved flags of a query'),
  'mld.qqi': decimal('seconds between queries, as a code'),
  'mld.nb_sources': decimal('sources that are asked for'),
  'mld.source_address': ipv6Address('source that is asked for'),
  'mldr.nb_mcast_records': decimal('groups of a report'),
  'mldr.mar': presence('a group of a report'),
  'mldr.mar.record_type': decimal('what becomes of a group'),
  'mldr.mar.aux_data_len': decimal('words of auxiliary data'),
  'mldr.mar.nb_sources': decimal('sources of a group'),
  'mldr.mar.multicast_address': ipv6Address('group of a report'),
  'mldr.mar.source_address': ipv6Address('source of a group'),
  'mldr.mar.auxiliary_data': byteRun('auxiliary data'),
})

const f = icmpv6ListenerLayout
const VERSION_2_QUERY = 28

/** A query, report or done message at `at`, of 24 bytes at least. */
export function icmpv6ListenerFields(fields: FieldSink, packet: Packet, at: number, isQuery: boolean): void {
  const { end, bytes } = packet
  if (!fields.wants(f) || at + 24 > end) return
  const isSecond = isQuery && end - at >= VERSION_2_QUERY
  fields.number(
    isSecond ? f['mld.maximum_response_code'] : f['mld.maximum_response_delay'],
    packet.u16(at + 4),
    at + 4,
    2,
  )
  fields.ipv6(f['mld.multicast_address'], bytes, at + 8)
  if (!isSecond) return
  const flags = packet.u8(at + 24)
  fields.number(f['mld.flag'], flags, at + 24, 1)
  fields.flag(f['mld.flag.s'], flags & 8, at + 24, 1)
  fields.number(f['mld.flag.qrv'], flags & 7, at + 24, 1)
  fields.number(f['mld.flag.reserved'], flags >>> 4, at + 24, 1)
  fields.number(f['mld.qqi'], packet.u8(at + 25), at + 25, 1)
  fields.number(f['mld.nb_sources'], packet.u16(at + 26), at + 26, 2)
  for (let next = at + 28; next + 16 <= end; next += 16) fields.ipv6(f['mld.source_address'], bytes, next)
}

/** A report of version 2 at `at`. */
export function icmpv6ReportFields(fields: FieldSink, packet: Packet, at: number): void {
  const { end, bytes } = packet
  if (!fields.wants(f) || at + 8 > end) return
  fields.number(f['mldr.nb_mcast_records'], packet.u16(at + 6), at + 6, 2)
  for (let next = at + 8; next + 20 <= end; ) {
    const words = packet.u8(next + 1)
    const sources = packet.u16(next + 2)
    fields.presence(f['mldr.mar'])
    next = fieldRow(fields, packet, next, end, [
      [f['mldr.mar.record_type'], 1],
      [f['mldr.mar.aux_data_len'], 1],
      [f['mldr.mar.nb_sources'], 2],
      [f['mldr.mar.multicast_address'], 16],
    ])
    for (let i = 0; i < sources && next + 16 <= end; i++, next += 16)
      fields.ipv6(f['mldr.mar.source_address'], bytes, next)
    if (words > 0 && next + words * 4 <= end) fields.bytes(f['mldr.mar.auxiliary_data'], bytes, next, next + words * 4)
    next += words * 4
  }
}
