import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Wireshark's own layer for what is known of the radio; it has no bytes. */
export const wlanRadio: Dissector = {
  name: 'wlan_radio',
  dissect(packet) {
    packet.callNamed('wlan')
    return ACCEPTED
  },
}
