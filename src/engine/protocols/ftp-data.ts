import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { isPrintable } from '../dissect/text-lines.ts'

/** FTP's data connections: text is shown as lines. */
export const ftpData: Dissector = {
  name: 'ftp-data',
  dissect(packet) {
    const { bytes, offset, end } = packet
    // Wireshark decides by the first ten bytes.
    const stop = Math.min(end, offset + 10)
    for (let at = offset; at < stop; at++) {
      const byte = bytes[at]
      if (!isPrintable(byte) && !(byte >= 9 && byte <= 13)) return ACCEPTED
    }
    if (packet.wireRemaining > 0) packet.callNamed('data-text-lines')
    return ACCEPTED
  },
}
