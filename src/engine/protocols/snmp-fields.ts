import { decimal, layout, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 1157, 1901; of version 3 nothing. */
export const snmpLayout = layout('snmp', {
  version: decimal('version: 0 = 1, 1 = 2c'),
  community: text('community'),
  data: decimal('PDU: 0 get-request, 1 get-next-request, 2 get-response, 3 set-request'),
})

const OCTET_STRING = 0x04
const CONTEXT = 0xa0

/** A message whose version, an INTEGER, is at `at`. */
export function snmpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = snmpLayout
  if (!fields.wants(f) || at + 3 > packet.end || packet.u8(at + 1) !== 1) return
  const version = packet.u8(at + 2)
  if (version > 1) return
  fields.number(f.version, version, at + 2, 1)
  if (at + 5 > packet.end || packet.u8(at + 3) !== OCTET_STRING || packet.u8(at + 4) > 127) return
  const community = at + 5
  const data = community + packet.u8(at + 4)
  if (data > packet.end) return
  fields.text(f.community, packet.bytes, community, data)
  if (data < packet.end && (packet.u8(data) & 0xe0) === CONTEXT) fields.number(f.data, packet.u8(data) & 0x1f, data, 1)
}
