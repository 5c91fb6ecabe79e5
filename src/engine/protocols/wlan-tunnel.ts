import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.11 payload type over Ethernet (clause 11.20, TDLS): Wireshark lists it and draws nothing of its own. */
export const wlanTunnel: Dissector = {
  name: 'wlan',
  dissect(packet) {
    packet.drawNothing()
    packet.need(1)
    return ACCEPTED
  },
}
