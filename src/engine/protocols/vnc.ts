import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** The remote framebuffer protocol, RFC 6143: every segment. */
export const vnc: Dissector = { name: 'vnc', dissect: () => ACCEPTED }

/** On other ports: the version that the server opens with. */
export const vncHeuristic: Dissector = {
  name: 'vnc',
  dissect(packet) {
    const { bytes, offset, end, stream } = packet
    if (packet.remaining !== 12 || !startsWith(bytes, offset, end, 'RFB ') || bytes[offset + 7] !== 46) return REJECTED
    if (stream !== undefined) stream.dissector = vnc
    return ACCEPTED
  },
}
