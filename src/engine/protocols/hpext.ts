import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** HP's extended LLC. */
export const hpext: Dissector = {
  name: 'hpext',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
