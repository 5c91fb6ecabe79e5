import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT } from '../dissect/packet.ts'

const FIN = 0x01

/** Whois, RFC 3912: a line there, everything up to the end of the connection back. */
export const whois: Dissector = {
  name: 'whois',
  dissect(packet) {
    const { bytes, offset, end, canDesegment } = packet
    const toServer = packet.tables.tcpPort[packet.destinationPort] === packet.tables.handle(whois)
    if (canDesegment > 0) {
      if (!toServer && (packet.tcpFlags & FIN) === 0) {
        packet.wantMore(offset, ONE_MORE_SEGMENT)
        return SILENT
      }
      if (toServer && (end - offset < 2 || bytes[end - 1] !== 10 || bytes[end - 2] !== 13)) {
        packet.wantMore(offset, ONE_MORE_SEGMENT)
        return SILENT
      }
    }
    return ACCEPTED
  },
}
