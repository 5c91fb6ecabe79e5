import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Link type 101: the version nibble decides. Old Linux PPP devices leave a PPP header, or ten zero bytes, in front. */
export const rawIp: Dissector = {
  name: 'raw',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    if (packet.remaining >= 2 && packet.u16(packet.offset) === 0xff03) {
      packet.callNamed('ppp')
      return ACCEPTED
    }
    if (!packet.need(10)) return ACCEPTED
    const version = packet.u8(packet.offset) >>> 4
    if (version === 4) packet.callNamed('ip')
    else if (version === 6) packet.callNamed('ipv6')
    else if (
      packet.u32(packet.offset) === 0 &&
      packet.u32(packet.offset + 4) === 0 &&
      packet.u16(packet.offset + 8) === 0
    ) {
      packet.offset += 10
      packet.callNamed('ip')
    } else packet.data()
    return ACCEPTED
  },
}
