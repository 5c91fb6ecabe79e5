import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const ORIGINAL_DATA = 4
const REPAIR_DATA = 5
const OPTIONS_PRESENT = 1

/** Pragmatic General Multicast, RFC 3208. */
export const pgm: Dissector = {
  name: 'pgm',
  dissect(packet) {
    if (!packet.need(16)) return ACCEPTED
    const at = packet.offset
    packet.sourcePort = packet.u16(at)
    packet.destinationPort = packet.u16(at + 2)
    const type = packet.u8(at + 4)
    if (!packet.need(24)) return ACCEPTED
    if (type !== ORIGINAL_DATA && type !== REPAIR_DATA) return ACCEPTED
    let payload = at + 24
    if ((packet.u8(at + 5) & OPTIONS_PRESENT) !== 0) {
      if (!packet.need(4, payload)) return ACCEPTED
      payload += packet.u16(payload + 2)
    }
    if (!packet.need(payload - at)) return ACCEPTED
    packet.offset = payload
    packet.data()
    return ACCEPTED
  },
}
