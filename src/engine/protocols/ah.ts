import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callNextHeader } from '../dissect/ipv6-next-header.ts'

/** Authentication Header, RFC 4302, over IPv4 and as an extension header of IPv6. */
export const ah: Dissector = {
  name: 'ah',
  dissect(packet) {
    if (!packet.need(12)) return ACCEPTED
    const at = packet.offset
    const length = (packet.u8(at + 1) + 2) * 4
    if (!packet.need(length)) return ACCEPTED
    packet.offset = at + length
    callNextHeader(packet, packet.u8(at))
    return ACCEPTED
  },
}
