import { decimal, flag, hexadecimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 2784, 2890. */
export const greLayout = layout('gre', {
  flags_and_version: hexadecimal(4, 'flags and version'),
  'flags.checksum': flag('a checksum follows'),
  'flags.routing': flag('routes follow'),
  'flags.key': flag('a key follows'),
  'flags.sequence_number': flag('a sequence number follows'),
  'flags.version': decimal('version'),
  proto: hexadecimal(4, 'EtherType of what is inside'),
})

/** The header at `at`. */
export function greFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = greLayout
  if (!fields.wants(f)) return
  const flags = packet.u16(at)
  fields.number(f.flags_and_version, flags, at, 2)
  fields.flag(f['flags.checksum'], flags & 0x8000, at, 2)
  fields.flag(f['flags.routing'], flags & 0x4000, at, 2)
  fields.flag(f['flags.key'], flags & 0x2000, at, 2)
  fields.flag(f['flags.sequence_number'], flags & 0x1000, at, 2)
  fields.number(f['flags.version'], flags & 7, at, 2)
  fields.number(f.proto, packet.u16(at + 2), at + 2, 2)
}
