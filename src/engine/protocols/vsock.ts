import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Linux vsock monitor. */
export const vsock: Dissector = {
  name: 'vsock',
  dissect(packet) {
    packet.need(32)
    return ACCEPTED
  },
}
