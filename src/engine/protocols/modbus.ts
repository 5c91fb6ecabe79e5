import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectPdus } from '../dissect/pdus.ts'
import { mbtcpFields, modbusFields } from './modbus-fields.ts'

/** Modbus/TCP: MBAP headers (Modbus Messaging on TCP/IP, section 3.1.3), one modbus inside each. */
export const mbtcp: Dissector = {
  name: 'mbtcp',
  dissect(packet) {
    if (packet.remaining < 8) return REJECTED
    const at = packet.offset
    if (packet.u16(at + 2) !== 0 || packet.u16(at + 4) < 2) return REJECTED
    return dissectPdus(packet, 6, pduLength, dissectPdu)
  },
}

export const modbus: Dissector = {
  name: 'modbus',
  dissect(packet) {
    if (packet.remaining < 1) return REJECTED
    if (packet.fields !== null) modbusFields(packet.fields, packet, packet.offset)
    return ACCEPTED
  },
}

function pduLength(packet: Packet): number {
  return packet.u16(packet.offset + 4) + 6
}

function dissectPdu(packet: Packet): void {
  if (!packet.need(8)) return
  if (packet.fields !== null) mbtcpFields(packet.fields, packet, packet.offset)
  packet.offset += 7
  packet.call(modbus)
}
