import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Callback Control Protocol. */
export const cbcp: Dissector = {
  name: 'cbcp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
