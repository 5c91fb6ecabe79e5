import { hexadecimal, ipv4Address, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 3376, 2236, 1112. */
export const igmpLayout = layout('igmp', {
  type: hexadecimal(2, 'type: 0x11 query, 0x16 report, 0x17 leave, 0x22 report of version 3'),
  checksum: hexadecimal(4, 'checksum'),
  maddr: ipv4Address('group'),
})

const REPORT_V3 = 0x22

/** The message at `at`, of 8 bytes or more. */
export function igmpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = igmpLayout
  if (!fields.wants(f)) return
  const type = packet.u8(at)
  fields.number(f.type, type, at, 1)
  fields.number(f.checksum, packet.u16(at + 2), at + 2, 2)
  if (type !== REPORT_V3) fields.ipv4(f.maddr, packet.bytes, at + 4)
}

/** The group record at `at` of a report of version 3. */
export function igmpRecordFields(fields: FieldSink, packet: Packet, at: number): void {
  if (fields.wants(igmpLayout)) fields.ipv4(igmpLayout.maddr, packet.bytes, at + 4)
}
