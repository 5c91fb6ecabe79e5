import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IBM's Systems Network Architecture. */
export const sna: Dissector = {
  name: 'sna',
  dissect(packet) {
    packet.need(2)
    return ACCEPTED
  },
}
