import { decimal, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 1157, 1901; of version 3 (RFC 3412) the kind of PDU where it is not encrypted. */
export const snmpLayout = layout('snmp', {
  version: decimal('version: 0 = 1, 1 = 2c'),
  community: text('community'),
  data: decimal('PDU: 0 get-request, 1 get-next-request, 2 get-response, 3 set-request'),
})

const SEQUENCE = 0x30
const OCTET_STRING = 0x04
const CONTEXT = 0xa0

/** A message whose version, an INTEGER, is at `at`. */
export function snmpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = snmpLayout
  if (!fields.wants(f) || at + 3 > packet.end || packet.u8(at + 1) !== 1) return
  const version = packet.u8(at + 2)
  if (version === 3) {
    dataField(fields, packet, scopedData(packet, at + 3))
    return
  }
  if (version > 1) return
  fields.number(f.version, version, at + 2, 1)
  if (at + 5 > packet.end || packet.u8(at + 3) !== OCTET_STRING || packet.u8(at + 4) > 127) return
  const community = at + 5
  const data = community + packet.u8(at + 4)
  if (data > packet.end) return
  fields.text(f.community, packet.bytes, community, data)
  dataField(fields, packet, data)
}

/** The kind of the PDU at `at`; -1 = there is none. */
function dataField(fields: FieldSink, packet: Packet, at: number): void {
  if (at < 0 || at >= packet.end || (packet.u8(at) & 0xe0) !== CONTEXT) return
  fields.number(snmpLayout.data, packet.u8(at) & 0x1f, at, 1)
}

/** Of version 3, behind the version: where the PDU of a plaintext ScopedPDU begins; -1 = it is encrypted or cut. */
function scopedData(packet: Packet, at: number): number {
  const message = behind(packet, behind(packet, at, SEQUENCE), OCTET_STRING)
  const scope = inside(packet, message, SEQUENCE)
  return behind(packet, behind(packet, scope, OCTET_STRING), OCTET_STRING)
}

/** Where the contents of an element of this kind begin; -1 = it is none, or cut. */
function inside(packet: Packet, at: number, kind: number): number {
  if (at < 0 || at + 2 > packet.end || packet.u8(at) !== kind) return -1
  const first = packet.u8(at + 1)
  const begin = at + 2 + (first > 0x80 ? first & 0x7f : 0)
  return first > 0x84 || begin > packet.end ? -1 : begin
}

/** What follows an element of this kind; -1 = it is none, or cut. */
function behind(packet: Packet, at: number, kind: number): number {
  const begin = inside(packet, at, kind)
  if (begin < 0) return -1
  let length = packet.u8(at + 1)
  if (length > 0x80) {
    length = 0
    for (let next = at + 2; next < begin; next++) length = length * 256 + packet.u8(next)
  }
  return begin + length > packet.end ? -1 : begin + length
}
