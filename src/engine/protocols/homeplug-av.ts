import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** HomePlug AV. */
export const homeplugAv: Dissector = {
  name: 'homeplug-av',
  dissect(packet) {
    packet.need(3)
    return ACCEPTED
  },
}
