import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** A compressed datagram, RFC 1962. */
export const compData: Dissector = {
  name: 'comp_data',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
