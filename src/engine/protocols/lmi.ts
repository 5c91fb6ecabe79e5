import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Frame Relay local management interface. */
export const lmi: Dissector = {
  name: 'lmi',
  dissect(packet) {
    packet.need(3)
    return ACCEPTED
  },
}
