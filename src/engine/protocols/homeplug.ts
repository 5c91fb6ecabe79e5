import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** HomePlug 1.0. */
export const homeplug: Dissector = {
  name: 'homeplug',
  dissect(packet) {
    packet.need(1)
    return ACCEPTED
  },
}
