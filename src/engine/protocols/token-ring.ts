import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.5: access and frame control, two addresses; a set group bit of the source announces routing information. */
export const tokenRing: Dissector = {
  name: 'tr',
  dissect(packet) {
    if (!packet.need(14)) return ACCEPTED
    const at = packet.offset
    const isLlc = packet.u8(at + 1) >>> 6 === 1
    let header = 14
    if ((packet.u8(at + 8) & 0x80) !== 0) {
      if (!packet.need(16)) return ACCEPTED
      header += packet.u8(at + 14) & 31
    }
    if (!packet.need(header)) return ACCEPTED
    packet.offset = at + header
    if (isLlc) packet.callNamed('llc')
    else packet.data()
    return ACCEPTED
  },
}
