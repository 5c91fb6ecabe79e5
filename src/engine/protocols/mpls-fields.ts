import { decimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 3032; a packet has the values of each entry of its stack. */
export const mplsLayout = layout('mpls', {
  label: decimal('label'),
  exp: decimal('experimental bits, or traffic class'),
  bottom: decimal('1 = the last label of the stack'),
  ttl: decimal('time to live'),
})

/** The entry at `at`. */
export function mplsFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = mplsLayout
  if (!fields.wants(f)) return
  const third = packet.u8(at + 2)
  fields.number(f.label, packet.u24(at) >>> 4, at, 4)
  fields.number(f.exp, (third >>> 1) & 7, at, 4)
  fields.number(f.bottom, third & 1, at, 4)
  fields.number(f.ttl, packet.u8(at + 3), at, 4)
}
