import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'

/** JPEG bodies: JFIF, and Exif where the media type says JPEG. */
export const imageJfif: Dissector = {
  name: 'image-jfif',
  needsBeginning: true,
  dissect(packet) {
    if (packet.remaining < 20) return REJECTED
    const at = packet.offset
    if (packet.u16(at) !== 0xffd8) return REJECTED
    const marker = packet.u16(at + 2)
    return marker === 0xffe0 || marker === 0xffe1 ? ACCEPTED : REJECTED
  },
}
