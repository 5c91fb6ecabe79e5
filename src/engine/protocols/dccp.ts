import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const REQUEST = 0
const RESPONSE = 1
const DATA = 2
const DATA_ACK = 4
/** Bytes of the acknowledgement and other fields after the generic header, by packet type; a request has a service code. */
const MORE_BYTES = [4, 12, 0, 8, 8, 8, 8, 12, 8, 8]

/** Datagram Congestion Control Protocol, RFC 4340. */
export const dccp: Dissector = {
  name: 'dccp',
  dissect(packet) {
    if (!packet.need(12)) return ACCEPTED
    const at = packet.offset
    packet.sourcePort = packet.u16(at)
    packet.destinationPort = packet.u16(at + 2)
    const dataOffset = packet.u8(at + 4) * 4
    const type = (packet.u8(at + 8) >>> 1) & 15
    const hasLongSequence = (packet.u8(at + 8) & 1) !== 0
    const header = (hasLongSequence ? 16 : 12) + (MORE_BYTES[type] ?? 0)
    if (!hasLongSequence && type !== DATA && type !== DATA_ACK && type !== 3) return ACCEPTED
    if (!packet.need(hasLongSequence ? header : header - (type === DATA ? 0 : 4))) return ACCEPTED
    if (dataOffset < 12 || dataOffset > packet.wireRemaining) return ACCEPTED
    if (type !== DATA && type !== DATA_ACK && type !== REQUEST && type !== RESPONSE) return ACCEPTED
    packet.offset = at + dataOffset
    packet.data()
    return ACCEPTED
  },
}
