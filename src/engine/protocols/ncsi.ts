import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** DMTF DSP0222 network controller sideband. */
export const ncsi: Dissector = {
  name: 'ncsi',
  dissect(packet) {
    packet.need(16)
    return ACCEPTED
  },
}
