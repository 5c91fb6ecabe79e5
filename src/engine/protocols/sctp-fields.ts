import { decimal, hexadecimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 9260. */
export const sctpLayout = layout('sctp', {
  verification_tag: hexadecimal(8, 'verification tag'),
  checksum: hexadecimal(8, 'checksum'),
  chunk_type: decimal('type of a chunk: 0 data, 1 init, 2 init ack, 6 abort, 7 shutdown'),
  chunk_flags: hexadecimal(2, 'flags of a chunk'),
  chunk_length: decimal('bytes of a chunk'),
})

/** The common header at `at`. */
export function sctpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = sctpLayout
  if (!fields.wants(f)) return
  fields.number(f.verification_tag, packet.u32(at + 4), at + 4, 4)
  fields.number(f.checksum, packet.u32(at + 8), at + 8, 4)
}

/** The header of the chunk at `at`. */
export function sctpChunkFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = sctpLayout
  if (!fields.wants(f)) return
  fields.number(f.chunk_type, packet.u8(at), at, 1)
  fields.number(f.chunk_flags, packet.u8(at + 1), at + 1, 1)
  fields.number(f.chunk_length, packet.u16(at + 2), at + 2, 2)
}
