import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** OSPF, RFC 2328 (version 2: 24 bytes of header) and RFC 5340 (version 3: 16 bytes). */
export const ospf: Dissector = {
  name: 'ospf',
  dissect(packet) {
    if (!packet.need(16)) return ACCEPTED
    packet.need(packet.u8(packet.offset) === 2 ? 24 : 16)
    return ACCEPTED
  },
}
