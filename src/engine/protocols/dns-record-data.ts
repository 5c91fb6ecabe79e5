import { TextWriter } from '../bytes/text-writer.ts'
import { readDomainName } from '../dissect/domain-name.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

const name = new TextWriter(2048)

/** The record whose data is in hand. */
export type RecordData = {
  fields: FieldSink
  packet: Packet
  at: number
  to: number
  /** Where the message begins. */
  base: number
}

/** A name at `at`; answers where it ends, at most `to`. */
export function nameField({ fields, packet, base, to }: RecordData, field: LayoutField, at: number): number {
  if (at >= to) return to
  name.length = 0
  const taken = readDomainName(packet, at, base, name)
  if (taken <= 0) return to
  fields.rendered(field, name.bytes, 0, name.length)
  return Math.min(to, at + taken)
}

/** A character string behind its length. */
export function stringField(
  { fields, packet, to }: RecordData,
  length: LayoutField,
  field: LayoutField,
  at: number,
): number {
  if (at >= to) return to
  const end = Math.min(to, at + 1 + packet.u8(at))
  fields.number(length, packet.u8(at), at, 1)
  fields.text(field, packet.bytes, at + 1, end)
  return end
}

export const restField = ({ fields, packet, to }: RecordData, field: LayoutField, at: number): void => {
  if (at < to) fields.bytes(field, packet.bytes, at, to)
}
