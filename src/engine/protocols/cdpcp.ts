import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Control protocol of CDP over PPP. */
export const cdpcp: Dissector = {
  name: 'cdpcp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
