import { byteRun, decimal, layout } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'

/** Payload that no protocol claims. */
export const dataLayout = layout('data', {
  data: byteRun('payload that no protocol claims'),
  len: decimal('bytes of that payload'),
})

export function dataFields(fields: FieldSink, bytes: Uint8Array, from: number, to: number): void {
  if (!fields.wants(dataLayout)) return
  fields.bytes(dataLayout.data, bytes, from, to)
  fields.number(dataLayout.len, to - from, from, 0)
}
