import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** RFC 3518 control protocol. */
export const bcpNcp: Dissector = {
  name: 'bcp_ncp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
