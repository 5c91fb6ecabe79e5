import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco Wireless LAN Context Control Protocol. */
export const wlccp: Dissector = {
  name: 'wlccp',
  dissect(packet) {
    packet.need(4)
    return ACCEPTED
  },
}
