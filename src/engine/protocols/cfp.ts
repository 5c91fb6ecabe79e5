import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco FabricPath: outer addresses, type, tag and hop count, then the Ethernet frame. */
export const cfp: Dissector = {
  name: 'cfp',
  dissect(packet) {
    if (!packet.need(16)) return ACCEPTED
    packet.offset += 16
    packet.callNamed('eth')
    return ACCEPTED
  },
}
