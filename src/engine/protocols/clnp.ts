import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** ISO 8473. The inactive subset has no header but its identifier. */
export const clnp: Dissector = {
  name: 'clnp',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    if (packet.u8(packet.offset) === 0) {
      packet.offset++
      packet.data()
    } else packet.need(9)
    return ACCEPTED
  },
}
