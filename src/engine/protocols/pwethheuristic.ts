import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { LEAST_ETHER_TYPE, MAX_LENGTH } from '../dissect/ieee-802-3.ts'
import type { Packet } from '../dissect/packet.ts'

/**
 * Whether an Ethernet pseudowire has a control word. Wireshark looks the two vendors up; here the type field decides,
 * which must be one that is known.
 */
export const pwethheuristic: Dissector = {
  name: 'pwethheuristic',
  kind: 'pseudo',
  dissect(packet) {
    const at = packet.offset
    if (!isType(packet, at + 16) && isType(packet, at + 12)) return packet.callNamed('pwethnocw')
    return packet.u8(at) >>> 4 === 0 ? packet.callNamed('pwethcw') : REJECTED
  },
}

function isType(packet: Packet, at: number): boolean {
  if (at + 2 > packet.end) return false
  const type = packet.u16(at)
  return (
    (type >= LEAST_ETHER_TYPE && packet.tables.etherType[type] !== 0) ||
    (type >= 3 && type <= MAX_LENGTH && at + 2 + type <= packet.wireEnd)
  )
}

/** RFC 4448, without a control word. */
export const pwethnocw: Dissector = {
  name: 'pwethnocw',
  kind: 'pseudo',
  dissect(packet) {
    packet.callNamed('eth')
    return ACCEPTED
  },
}

/** RFC 4448, with a control word. */
export const pwethcw: Dissector = {
  name: 'pwethcw',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    packet.offset += 4
    packet.callNamed('eth')
    return ACCEPTED
  },
}
