import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IP Payload Compression, RFC 3173. */
export const ipcomp: Dissector = {
  name: 'ipcomp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    packet.offset += 4
    packet.nestedData()
    return ACCEPTED
  },
}
