import type { LayoutField } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'

/** A field and how many bytes it takes; null = bytes of no field. */
export type RowPart = readonly [field: LayoutField | null, length: number]

/**
 * Fields one behind the other from `at`, numbers big-endian; ends where the next one would go beyond `to`. Answers
 * where it ended.
 */
export function fieldRow(fields: FieldSink, packet: Packet, at: number, to: number, row: readonly RowPart[]): number {
  const { bytes } = packet
  let next = at
  for (const [field, length] of row) {
    if (next + length > to) return next
    if (field !== null)
      switch (field.kind) {
        case 'ipv4':
          fields.ipv4(field, bytes, next)
          break
        case 'ipv6':
          fields.ipv6(field, bytes, next)
          break
        case 'mac':
          fields.mac(field, bytes, next)
          break
        case 'bytes':
          fields.bytes(field, bytes, next, next + length)
          break
        case 'text':
          fields.text(field, bytes, next, next + length)
          break
        case 'boolean':
          fields.flag(field, numberAt(bytes, next, length), next, length)
          break
        case 'presence':
          fields.presence(field)
          break
        default:
          fields.number(field, numberAt(bytes, next, length), next, length)
      }
    next += length
  }
  return next
}

/** Up to six bytes, big-endian. */
export function numberAt(bytes: Uint8Array, at: number, length: number): number {
  let number = 0
  for (let i = at; i < at + length; i++) number = number * 256 + bytes[i]
  return number
}

/** Flags of a number, by their bits. */
export function flagBits(
  fields: FieldSink,
  value: number,
  at: number,
  bits: readonly (readonly [field: LayoutField, mask: number])[],
): void {
  for (const [field, mask] of bits) fields.flag(field, value & mask, at, 1)
}
