import { byteRun, decimal, flag, hexadecimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** IEEE 802.1Q. */
export const vlanLayout = layout('vlan', {
  priority: decimal('priority code point'),
  dei: flag('drop eligible'),
  id: decimal('VLAN'),
  etype: hexadecimal(4, 'EtherType of what is inside'),
  len: decimal('length in place of the type'),
  trailer: byteRun('bytes behind the packet inside'),
})

const MAX_LENGTH = 1500

/** The tag at `at`, behind its EtherType. */
export function vlanFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = vlanLayout
  if (!fields.wants(f)) return
  const tag = packet.u16(at)
  fields.number(f.priority, tag >>> 13, at, 2)
  fields.flag(f.dei, tag & 0x1000, at, 2)
  fields.number(f.id, tag & 0xfff, at, 2)
  const type = packet.u16(at + 2)
  fields.number(type <= MAX_LENGTH ? f.len : f.etype, type, at + 2, 2)
}
