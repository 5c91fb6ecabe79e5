import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 2516, discovery stage. */
export const pppoed: Dissector = {
  name: 'pppoed',
  dissect(packet) {
    if (packet.need(6)) packet.need(6 + packet.u16(packet.offset + 4))
    return ACCEPTED
  },
}
