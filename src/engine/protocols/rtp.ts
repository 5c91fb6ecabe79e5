import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

const VERSION_2 = 2
const FIXED_LENGTH = 12

/** RTP, RFC 3550 section 5, announced by a signalling protocol; versions 0 and 1 only have their name. */
export const rtp: Dissector = {
  name: 'rtp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const at = packet.offset
    const first = packet.u8(at)
    const version = first >>> 6
    if (version === 0) return packet.callNamed('stun') === REJECTED ? REJECTED : ACCEPTED
    if (version !== VERSION_2) return ACCEPTED
    if (!packet.need(2)) return ACCEPTED
    const type = packet.u8(at + 1)
    if (type >= 192 && type <= 207) {
      packet.callNamed('rtcp')
      return ACCEPTED
    }
    packet.need(FIXED_LENGTH + (first & 15) * 4)
    return ACCEPTED
  },
}
