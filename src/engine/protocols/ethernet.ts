import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Ethernet II, or IEEE 802.3 with a length in place of the type (IEEE 802.3 clause 3). */
export const ethernet: Dissector = {
  name: 'eth',
  dissect(packet) {
    if (!packet.need(14)) return ACCEPTED
    const at = packet.offset
    const destination = packet.sink.mac(packet.bytes, at)
    const source = packet.sink.mac(packet.bytes, at + 6)
    if (!packet.inError) packet.sink.ethernet(packet, source, destination)
    packet.source = source
    packet.destination = destination
    const type = packet.u16(at + 12)
    packet.offset = at + 14
    if (type >= 0x600) {
      packet.nextEtherType(type)
      return ACCEPTED
    }
    packet.limit(type)
    if (packet.callNamed('llc') === 0) packet.data()
    return ACCEPTED
  },
}
