import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ITU-T Q.933 link management. */
export const q933: Dissector = {
  name: 'q933',
  dissect(packet) {
    packet.need(2)
    return ACCEPTED
  },
}
