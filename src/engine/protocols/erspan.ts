import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { greHint } from '../dissect/gre-hint.ts'

/** GRE protocol of type III; types I and II share another. */
const TYPE_III = 0x22eb
const ETHERNET_FRAME = 0
const IP_FRAME = 2

/** Encapsulated Remote SPAN, draft-foschiano-erspan-03: type I has no header of its own, II eight bytes, III twelve. */
export const erspan: Dissector = {
  name: 'erspan',
  dissect(packet) {
    const gre = greHint(packet)
    packet.hint = null
    if (gre !== null && gre.protocol !== TYPE_III && !gre.hasSequence) {
      packet.callNamed('eth')
      return ACCEPTED
    }
    if (!packet.need(8)) return ACCEPTED
    const at = packet.offset
    const version = packet.u8(at) >>> 4
    if (version === 1) {
      packet.offset = at + 8
      packet.callNamed('eth')
    } else if (version === 2) {
      if (!packet.need(12)) return ACCEPTED
      const field = packet.u16(at + 10)
      const frameType = (field >>> 10) & 31
      // The O bit announces a platform specific subheader.
      packet.offset = at + ((field & 1) !== 0 ? 20 : 12)
      if (!packet.need(0)) return ACCEPTED
      if (frameType === ETHERNET_FRAME) packet.callNamed('eth')
      else if (frameType === IP_FRAME) packet.callNamed('ip')
      else packet.data()
    }
    return ACCEPTED
  },
}
