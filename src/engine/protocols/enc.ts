import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** OpenBSD's encapsulating interface: address family in the byte order of the machine, SPI, flags. */
export const enc: Dissector = {
  name: 'enc',
  dissect(packet) {
    if (!packet.need(12)) return ACCEPTED
    const family = packet.u8(packet.offset) || packet.u8(packet.offset + 3)
    packet.offset += 12
    if (family === 2) packet.callNamed('ip')
    else if (family === 24) packet.callNamed('ipv6')
    else packet.data()
    return ACCEPTED
  },
}
