import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const SEQUENCE = 0x30
const INTEGER = 0x02

/** SNMP, RFC 3417: BER, a SEQUENCE that begins with the INTEGER of the version. Anything else is not SNMP. */
export const snmp: Dissector = {
  name: 'snmp',
  dissect(packet) {
    let at = packet.offset
    if (packet.remaining < 1 || packet.u8(at) !== SEQUENCE) return REJECTED
    if (!packet.need(2)) return ACCEPTED
    let length = packet.u8(at + 1)
    at += 2
    if (length > 0x80) {
      const octets = length & 0x7f
      if (octets > 4 || !packet.need(octets, at)) return octets > 4 ? REJECTED : ACCEPTED
      length = 0
      for (let i = 0; i < octets; i++) length = length * 256 + packet.u8(at + i)
      at += octets
    }
    if (length > packet.wireEnd - at && !packet.fragmented && !packet.inError) return REJECTED
    if (!packet.need(1, at)) return ACCEPTED
    return packet.u8(at) === INTEGER ? ACCEPTED : REJECTED
  },
}
