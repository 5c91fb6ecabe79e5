import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const RTPS = 0x52545053
const RTPX = 0x52545058
const HEADER_LENGTH = 16

/** Real-Time Publish-Subscribe of DDS (OMG formal/2022-04-01, section 9.4.4), on any port by its magic. */
export const rtpsHeuristic: Dissector = {
  name: 'rtps',
  dissect(packet) {
    if (packet.remaining < 4) return REJECTED
    const magic = packet.u32(packet.offset)
    if (magic !== RTPS && magic !== RTPX) return REJECTED
    packet.need(HEADER_LENGTH)
    return ACCEPTED
  },
}
