import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEC 62439-3 supervision frames. */
export const hsrPrpSupervision: Dissector = {
  name: 'hsr_prp_supervision',
  dissect(packet) {
    packet.need(6)
    return ACCEPTED
  },
}
