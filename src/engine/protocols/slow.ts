import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'

const subtypes = ['', 'lacp', 'marker', 'oampdu']

/** IEEE 802.3 clause 57A slow protocols. */
export const slow: Dissector = {
  name: 'slow',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const subtype = packet.u8(packet.offset)
    if (subtype === 10) packet.callNamed('ossp')
    else if (subtype > 0 && subtype < subtypes.length) packet.callNamed(subtypes[subtype])
    else packet.data()
    return ACCEPTED
  },
}
