import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const KEEPALIVE = 0xff

/** ESP and IKE in UDP, RFC 3948: four zero bytes before IKE, an SPI before ESP, a single byte to keep NAT awake. */
export const udpencap: Dissector = {
  name: 'udpencap',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    if (packet.wireRemaining === 1 && packet.u8(packet.offset) === KEEPALIVE) return ACCEPTED
    if (!packet.need(4)) return ACCEPTED
    if (packet.u32(packet.offset) === 0) {
      packet.offset += 4
      packet.callNamed('isakmp')
    } else packet.callNamed('esp')
    return ACCEPTED
  },
}
