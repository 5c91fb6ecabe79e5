import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const PAYLOAD = 9
const IPV4_FAMILY = 2
const IPV6_FAMILY = 10

/** Linux netfilter log: family, version, resource, then attributes of which one is the packet. */
export const nflog: Dissector = {
  name: 'nflog',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const family = packet.u8(packet.offset)
    let payload = -1
    let payloadLength = 0
    for (let at = packet.offset + 4; at < packet.wireEnd; ) {
      if (!packet.need(4, at)) return ACCEPTED
      const length = packet.u16le(at)
      if (length < 4) break
      if (!packet.need(length, at)) return ACCEPTED
      if (packet.u16le(at + 2) === PAYLOAD) {
        payload = at + 4
        payloadLength = length - 4
      }
      at += (length + 3) & ~3
    }
    if (payload < 0) return ACCEPTED
    packet.offset = payload
    packet.limit(payloadLength)
    if (family === IPV4_FAMILY) packet.callNamed('ip')
    else if (family === IPV6_FAMILY) packet.callNamed('ipv6')
    else packet.data()
    return ACCEPTED
  },
}
