import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 1334. */
export const pap: Dissector = {
  name: 'pap',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
