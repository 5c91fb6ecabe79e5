import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const RELAY_FORWARD = 12
const RELAY_REPLY = 13

/** DHCPv6, RFC 8415: four bytes before the options, 34 in what relays add. */
export const dhcpv6: Dissector = {
  name: 'dhcpv6',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const type = packet.u8(packet.offset)
    packet.need(type === RELAY_FORWARD || type === RELAY_REPLY ? 34 : 4)
    return ACCEPTED
  },
}
