import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Novell's Internetwork Packet Exchange. */
export const ipx: Dissector = {
  name: 'ipx',
  dissect(packet) {
    packet.need(30)
    return ACCEPTED
  },
}
