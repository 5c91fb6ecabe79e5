import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.3 organization specific slow protocol: subtype and OUI, then what the organization likes. */
export const ossp: Dissector = {
  name: 'ossp',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    packet.offset += 6
    const nested = packet.nested
    packet.nested = true
    packet.data()
    packet.nested = nested
    return ACCEPTED
  },
}
