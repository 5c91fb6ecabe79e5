import { decimal, flag, hexadecimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 7348. */
export const vxlanLayout = layout('vxlan', {
  flags: hexadecimal(4, 'flags'),
  'flags.i': flag('the network number is valid'),
  vni: decimal('number of the virtual network'),
})

/** The header at `at`. */
export function vxlanFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = vxlanLayout
  if (!fields.wants(f)) return
  const flags = packet.u16(at)
  fields.number(f.flags, flags, at, 2)
  fields.flag(f['flags.i'], flags & 0x0800, at, 2)
  fields.number(f.vni, packet.u24(at + 4), at + 4, 3)
}
