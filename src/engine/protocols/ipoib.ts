import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** IP over InfiniBand (RFC 4391) as libpcap writes it: a global routing header, an EtherType, two reserved bytes. */
export const ipoib: Dissector = {
  name: 'ipoib',
  dissect(packet) {
    if (!packet.need(44)) return ACCEPTED
    const type = packet.u16(packet.offset + 40)
    packet.offset += 44
    if (packet.next(packet.tables.etherType, type) === REJECTED) packet.data()
    return ACCEPTED
  },
}
