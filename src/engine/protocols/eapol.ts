import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const EAP_PACKET = 0

/** IEEE 802.1X. */
export const eapol: Dissector = {
  name: 'eapol',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    if (packet.u8(packet.offset + 1) === EAP_PACKET) packet.repeat('eap')
    packet.need(4 + packet.u16(packet.offset + 2))
    return ACCEPTED
  },
}
