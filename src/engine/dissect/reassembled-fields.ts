import { byteRun, decimal, layout, presence } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'

/** Segments of a stream that make one PDU. */
export const reassembledTcpLayout = layout('tcp', {
  segments: presence('a PDU over several segments ends here'),
  segment: decimal('packet of a segment of the PDU'),
  'segment.count': decimal('segments of the PDU'),
  'reassembled.length': decimal('bytes of the PDU'),
  'reassembled.data': byteRun('the PDU'),
  segment_data: byteRun('bytes of this segment that belong to a PDU over several'),
  'pdu.size': decimal('bytes of a PDU'),
})

const fragmentForms = {
  fragment: decimal('packet of a fragment'),
  'fragment.count': decimal('fragments of the packet'),
  'reassembled.length': decimal('bytes of the packet without its headers'),
  'reassembled.data': byteRun('the packet without its headers'),
} as const

/** Fragments that make one packet. */
export const reassembledIpv4Layout = layout('ip', {
  fragments: byteRun('the packet without its headers, where its last fragment is'),
  ...fragmentForms,
})
export const reassembledIpv6Layout = layout('ipv6', {
  fragments: presence('the last fragment of a packet'),
  ...fragmentForms,
})

/** A PDU that is whole with this packet; `frames`: of its segments. */
export function segmentsFields(
  fields: FieldSink,
  frames: readonly number[],
  bytes: Uint8Array,
  captured: number,
  length: number,
): void {
  const f = reassembledTcpLayout
  if (!fields.wants(f)) return
  fields.presence(f.segments)
  for (const frame of frames) fields.number(f.segment, frame, 0, 0)
  fields.number(f['segment.count'], frames.length, 0, 0)
  fields.number(f['reassembled.length'], length, 0, 0)
  fields.bytes(f['reassembled.data'], bytes, 0, captured)
}

/** bytes[from, to) of a segment belong to a PDU that does not end, or did not begin, in it. */
export function segmentDataFields(fields: FieldSink, bytes: Uint8Array, from: number, to: number): void {
  if (to > from) fields.bytes(reassembledTcpLayout.segment_data, bytes, from, to)
}

/** A packet that is whole with this fragment. */
export function fragmentsFields(
  fields: FieldSink,
  version: 4 | 6,
  frames: readonly number[],
  { bytes, captured, length }: { bytes: Uint8Array; captured: number; length: number },
): void {
  const f = version === 4 ? reassembledIpv4Layout : reassembledIpv6Layout
  if (!fields.wants(f)) return
  if (version === 4) fields.bytes(reassembledIpv4Layout.fragments, bytes, 0, captured)
  else fields.presence(reassembledIpv6Layout.fragments)
  for (const frame of frames) fields.number(f.fragment, frame, 0, 0)
  fields.number(f['fragment.count'], frames.length, 0, 0)
  fields.number(f['reassembled.length'], length, 0, 0)
  fields.bytes(f['reassembled.data'], bytes, 0, captured)
}
