import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

/** Cisco Discovery Protocol: version, time to live, checksum, then TLVs whose length counts their header. */
export const cdp: Dissector = {
  name: 'cdp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    for (let at = packet.offset + 4; at < packet.wireEnd; ) {
      if (!packet.need(4, at)) return ACCEPTED
      const length = packet.u16(at + 2)
      if (length < 4) return ACCEPTED
      at += length
      if (!packet.need(0, at)) return ACCEPTED
    }
    return ACCEPTED
  },
}
