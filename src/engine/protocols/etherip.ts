import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** EtherIP, RFC 3378. */
export const etherip: Dissector = {
  name: 'etherip',
  dissect(packet) {
    if (!packet.need(2)) return ACCEPTED
    packet.offset += 2
    packet.callNamed('eth')
    return ACCEPTED
  },
}
