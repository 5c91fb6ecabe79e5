import { fieldRow, numberAt } from './field-row.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'
import type { TlsFields } from './tls-layout.ts'

/** Version, log, time, length of the extensions. */
const FIXED = 43

/** RFC 6962 section 3.3: the list of certificate timestamps in [from, to), its length first. */
export function timestampListFields(fields: FieldSink, packet: Packet, f: TlsFields, from: number, to: number): void {
  if (from + 2 > to) return
  fields.number(f['sct.scts_length'], packet.u16(from), from, 2)
  const end = Math.min(to, from + 2 + packet.u16(from))
  for (let at = from + 2; at + 2 <= end; ) {
    const next = at + 2 + packet.u16(at)
    fields.number(f['sct.sct_length'], packet.u16(at), at, 2)
    if (next > end) return
    timestampFields(fields, packet, f, at + 2, next)
    at = next
  }
}

function timestampFields(fields: FieldSink, packet: Packet, f: TlsFields, at: number, to: number): void {
  if (at + FIXED > to) return
  fields.number(f['sct.sct_version'], packet.u8(at), at, 1)
  fields.bytes(f['sct.sct_logid'], packet.bytes, at + 1, at + 33)
  const milliseconds = numberAt(packet.bytes, at + 33, 8)
  const seconds = Math.floor(milliseconds / 1000)
  fields.time(f['sct.sct_timestamp'], seconds, (milliseconds - seconds * 1000) * 1e6, milliseconds / 1000)
  const extensions = packet.u16(at + 41)
  fields.number(f['sct.sct_extensions_length'], extensions, at + 41, 2)
  const next = fieldRow(fields, packet, at + FIXED + extensions, to, [[f['handshake.sig_hash_alg'], 2]])
  if (next + 2 > to) return
  fields.number(f['handshake.sig_hash_hash'], packet.u8(next - 2), next - 2, 1)
  fields.number(f['handshake.sig_hash_sig'], packet.u8(next - 1), next - 1, 1)
  fieldRow(fields, packet, next, to, [
    [f['sct.sct_signature_length'], 2],
    [f['sct.sct_signature'], packet.u16(next)],
  ])
}

/** 1.3.6.1.4.1.11129.2.4.2 in DER: the extension of a certificate that holds such a list. */
const EXTENSION = [0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02]
const OCTETS = 0x04

/** The timestamps inside the certificate in [from, to). */
export function certificateTimestampFields(
  fields: FieldSink,
  packet: Packet,
  f: TlsFields,
  from: number,
  to: number,
): void {
  const { bytes } = packet
  for (let at = bytes.indexOf(EXTENSION[0], from); at >= 0 && at + EXTENSION.length < to; ) {
    if (EXTENSION.every((byte, i) => bytes[at + i] === byte)) {
      const outer = contents(packet, at + EXTENSION.length, to)
      const inner = outer < 0 ? -1 : contents(packet, outer, to)
      if (inner >= 0) timestampListFields(fields, packet, f, inner, to)
      return
    }
    at = bytes.indexOf(EXTENSION[0], at + 1)
  }
}

/** Where the contents of the OCTET STRING at `at` begin; -1 = it is none. */
function contents(packet: Packet, at: number, to: number): number {
  if (at + 4 > to || packet.u8(at) !== OCTETS) return -1
  const first = packet.u8(at + 1)
  return at + 2 + (first > 0x80 ? first & 3 : 0)
}
