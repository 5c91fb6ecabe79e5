import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 6325: a header of six bytes and options, then the Ethernet frame. */
export const trill: Dissector = {
  name: 'trill',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const options = ((packet.u16(packet.offset) >>> 6) & 31) * 4
    packet.offset += 6 + options
    packet.callNamed('eth')
    return ACCEPTED
  },
}
