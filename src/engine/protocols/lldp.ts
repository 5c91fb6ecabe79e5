import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** IEEE 802.1AB: TLVs with seven bits of type and nine of length. The first three have their fixed order. */
export const lldp: Dissector = {
  name: 'lldp',
  dissect(packet) {
    for (let at = packet.offset, count = 1; ; count++) {
      if (!packet.need(2, at)) return ACCEPTED
      const header = packet.u16(at)
      const type = header >>> 9
      if (count <= 3 ? type !== count : type === 0) return ACCEPTED
      at += 2 + (header & 511)
      if (!packet.need(0, at)) return ACCEPTED
    }
  },
}
