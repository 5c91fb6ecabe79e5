import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 10589 partial sequence numbers PDU. */
export const isisPsnp: Dissector = {
  name: 'isis.psnp',
  dissect(packet) {
    packet.need(9)
    return ACCEPTED
  },
}
