import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.3 clause 57 link OAM. */
export const oampdu: Dissector = {
  name: 'oampdu',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
