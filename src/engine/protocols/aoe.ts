import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ATA over Ethernet. */
export const aoe: Dissector = {
  name: 'aoe',
  dissect(packet) {
    packet.need(10)
    return ACCEPTED
  },
}
