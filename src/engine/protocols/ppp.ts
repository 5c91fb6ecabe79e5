import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** RFC 1661; with the address and control bytes of RFC 1662 or, in their place, a Cisco HDLC header. */
export const ppp: Dissector = {
  name: 'ppp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const first = packet.u8(packet.offset)
    if (first === 0x0f || first === 0x8f) {
      packet.drawNothing()
      packet.callNamed('chdlc')
      return ACCEPTED
    }
    if (first === 0xff) packet.offset += 2
    if (!packet.need(1)) return ACCEPTED
    // Protocol field compression: an odd first byte is the whole number.
    const isShort = (packet.u8(packet.offset) & 1) === 1
    if (!packet.need(isShort ? 1 : 2)) return ACCEPTED
    const protocol = isShort ? packet.u8(packet.offset) : packet.u16(packet.offset)
    packet.offset += isShort ? 1 : 2
    if (packet.next(packet.tables.pppProtocol, protocol) === REJECTED) packet.data()
    return ACCEPTED
  },
}
