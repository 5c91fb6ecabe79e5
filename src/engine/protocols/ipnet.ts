import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Solaris IPNET (illumos, sys/ipnet.h): version, address family, and where the packet was seen. */
export const ipnet: Dissector = {
  name: 'ipnet',
  dissect(packet) {
    if (!packet.need(24)) return ACCEPTED
    const family = packet.u8(packet.offset + 1)
    packet.offset += 24
    if (family === 2) packet.callNamed('ip')
    else if (family === 26) packet.callNamed('ipv6')
    else packet.data()
    return ACCEPTED
  },
}
