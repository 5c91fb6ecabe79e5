import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco MetaData: version, length, one option, then a type. */
export const cmd: Dissector = {
  name: 'cmd',
  dissect(packet) {
    if (!packet.need(8)) return ACCEPTED
    packet.offset += 8
    packet.nextEtherType(packet.u16(packet.offset - 2))
    return ACCEPTED
  },
}
