import { mediaTypeOf } from '../bytes/media-magic.ts'
import type { FileRecord } from './evidence-records.ts'
import type { Packet } from './packet.ts'

const file: FileRecord = { protocol: '', mimeType: 0, declaredType: 0, filename: 0, bytes: 0 }

/** Bytes at the beginning of a body that are looked at. */
const LOOKED_AT = 4096

/**
 * Reports the body whose beginning is bytes[from, to) of the packet. `length`: what it has on the wire. `isWhole`: it
 * begins with its first byte (a part of a file says nothing by its first bytes).
 */
export function reportFile(
  packet: Packet,
  protocol: string,
  body: { from: number; to: number; length: number; isWhole: boolean },
  declaredType: number,
  filename: number,
): void {
  const { from, to } = body
  const type = body.isWhole ? mediaTypeOf(packet.bytes, from, Math.min(to, from + LOOKED_AT)) : ''
  file.protocol = protocol
  file.mimeType = type === '' ? 0 : packet.sink.string(type)
  file.declaredType = declaredType
  file.filename = filename
  file.bytes = body.length
  packet.sink.file(packet, file)
}
