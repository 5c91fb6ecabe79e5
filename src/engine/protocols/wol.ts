import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Wake-on-LAN magic packet. */
export const wol: Dissector = {
  name: 'wol',
  dissect(packet) {
    packet.need(102)
    return ACCEPTED
  },
}
