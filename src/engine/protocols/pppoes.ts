import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 2516, session stage. */
export const pppoes: Dissector = {
  name: 'pppoes',
  dissect(packet) {
    if (!packet.need(6)) return ACCEPTED
    const length = packet.u16(packet.offset + 4)
    packet.offset += 6
    packet.limit(length)
    if (packet.need(1)) packet.callNamed('ppp')
    return ACCEPTED
  },
}
