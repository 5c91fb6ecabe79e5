import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** IEC 62439-3 tag: path and size, sequence number, type. */
export const hsr: Dissector = {
  name: 'hsr',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const type = packet.u16(packet.offset + 4)
    packet.offset += 6
    if (packet.next(packet.tables.etherType, type) === REJECTED) packet.data()
    return ACCEPTED
  },
}
