import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Generic Network Virtualization Encapsulation, RFC 8926. */
export const geneve: Dissector = {
  name: 'geneve',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    const options = (packet.u8(at) & 0x3f) * 4
    if (!packet.need(8 + options)) return ACCEPTED
    packet.offset = at + 8 + options
    if (packet.next(packet.tables.etherType, packet.u16(at + 2)) === REJECTED) packet.data()
    return ACCEPTED
  },
}
