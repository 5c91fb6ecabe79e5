import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 10589 complete sequence numbers PDU. */
export const isisCsnp: Dissector = {
  name: 'isis.csnp',
  dissect(packet) {
    packet.need(9)
    return ACCEPTED
  },
}
