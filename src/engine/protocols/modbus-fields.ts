import { decimal, layout } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** Modbus Messaging on TCP/IP Implementation Guide, section 3.1.3. */
export const mbtcpLayout = layout('mbtcp', {
  trans_id: decimal('number of the transaction'),
  prot_id: decimal('protocol; 0 = Modbus'),
  len: decimal('bytes behind the length'),
  unit_id: decimal('unit that is spoken to'),
})

/** Modbus Application Protocol, section 7. */
export const modbusLayout = layout('modbus', {
  func_code: decimal('function'),
  exception_code: decimal('why a function was refused'),
})

const EXCEPTION = 0x80

export function mbtcpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = mbtcpLayout
  if (!fields.wants(f)) return
  fields.number(f.trans_id, packet.u16(at), at, 2)
  fields.number(f.prot_id, packet.u16(at + 2), at + 2, 2)
  fields.number(f.len, packet.u16(at + 4), at + 4, 2)
  fields.number(f.unit_id, packet.u8(at + 6), at + 6, 1)
}

export function modbusFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = modbusLayout
  if (!fields.wants(f)) return
  const code = packet.u8(at)
  fields.number(f.func_code, code & ~EXCEPTION, at, 1)
  if ((code & EXCEPTION) !== 0 && at + 2 <= packet.end) fields.number(f.exception_code, packet.u8(at + 1), at + 1, 1)
}
