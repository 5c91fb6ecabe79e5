import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT } from '../dissect/packet.ts'
import { indexOfByte, latin1 } from '../dissect/text-lines.ts'

/** XMPP, RFC 6120: segments that begin with an element and end with one; what does not is waited for. */
export const xmpp: Dissector = {
  name: 'xmpp',
  dissect(packet) {
    const { bytes, offset, end, stream } = packet
    if (offset >= end) return ACCEPTED
    if (bytes[offset] === 32 && end - offset === 1) return ACCEPTED
    if (indexOfByte(bytes, 60, offset, end) < 0 || bytes[end - 1] !== 62) {
      if (packet.canDesegment === 0) return ACCEPTED
      packet.wantMore(offset, ONE_MORE_SEGMENT)
      return SILENT
    }
    packet.callNamed('xml')
    if (stream !== undefined && latin1(bytes, offset, Math.min(end, offset + 64)).startsWith('<proceed'))
      stream.dissector = packet.tables.named('tls') ?? null
    return ACCEPTED
  },
}
