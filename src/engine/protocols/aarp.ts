import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** AppleTalk address resolution. */
export const aarp: Dissector = {
  name: 'aarp',
  dissect(packet) {
    packet.need(8)
    return ACCEPTED
  },
}
