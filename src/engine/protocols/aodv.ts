import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** Length of RREQ, RREP, RERR and RREP-ACK, RFC 3561 section 5. */
const LENGTHS = [0, 24, 20, 12, 2]

/** Ad hoc On-Demand Distance Vector Routing, RFC 3561. */
export const aodv: Dissector = {
  name: 'aodv',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const type = packet.u8(packet.offset)
    if (type < 1 || type > 4) return REJECTED
    packet.need(LENGTHS[type])
    return ACCEPTED
  },
}
