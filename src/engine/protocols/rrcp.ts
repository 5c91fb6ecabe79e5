import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Realtek's remote control. */
export const rrcp: Dissector = {
  name: 'rrcp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
