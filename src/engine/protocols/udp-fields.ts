import { byteRun, decimal, duration, hexadecimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 768. */
export const udpLayout = layout('udp', {
  srcport: decimal('source port'),
  dstport: decimal('destination port'),
  port: decimal('source or destination port'),
  length: decimal('bytes of header and payload'),
  checksum: hexadecimal(4, 'checksum'),
  'checksum.status': decimal('1 good, 0 bad, 2 not verified, 3 not there'),
  payload: byteRun('payload'),
  stream: decimal('number of the stream'),
  time_relative: duration('since the first packet of the stream'),
  time_delta: duration('since the packet of the stream before'),
})

const NOT_VERIFIED = 2
const NOT_PRESENT = 3

/** The header at `at`. */
export function udpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = udpLayout
  if (!fields.wants(f)) return
  fields.number(f.srcport, packet.u16(at), at, 2)
  fields.number(f.dstport, packet.u16(at + 2), at + 2, 2)
  fields.number(f.port, packet.u16(at), at, 2)
  fields.number(f.port, packet.u16(at + 2), at + 2, 2)
  fields.number(f.length, packet.u16(at + 4), at + 4, 2)
  const checksum = packet.u16(at + 6)
  fields.number(f.checksum, checksum, at + 6, 2)
  fields.number(f['checksum.status'], checksum === 0 ? NOT_PRESENT : NOT_VERIFIED, at + 6, 0)
  if (packet.end > at + 8) fields.bytes(f.payload, packet.bytes, at + 8, packet.end)
}
