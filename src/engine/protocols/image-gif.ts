import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** GIF bodies, version 87a or 89a. */
export const imageGif: Dissector = {
  name: 'image-gif',
  needsBeginning: true,
  dissect(packet) {
    const { bytes, offset, end } = packet
    if (packet.remaining < 20) return REJECTED
    return startsWith(bytes, offset, end, 'GIF87a') || startsWith(bytes, offset, end, 'GIF89a') ? ACCEPTED : REJECTED
  },
}
