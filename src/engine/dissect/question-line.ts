import { ACCEPTED, type Dissector, SILENT } from './dissector.ts'
import { ONE_MORE_SEGMENT } from './packet.ts'

const FIN = 0x01
const CR = 13
const LF = 10

/** A protocol where a line goes to the server and everything up to the end of the connection comes back. */
export function questionLine(name: string): Dissector {
  const dissector: Dissector = {
    name,
    dissect(packet) {
      const { bytes, offset, end, canDesegment } = packet
      if (canDesegment === 0) return ACCEPTED
      const toServer = packet.tables.tcpPort[packet.destinationPort] === packet.tables.handle(dissector)
      const isWhole = toServer
        ? end - offset >= 2 && bytes[end - 1] === LF && bytes[end - 2] === CR
        : (packet.tcpFlags & FIN) !== 0
      if (isWhole) return ACCEPTED
      packet.wantMore(offset, ONE_MORE_SEGMENT)
      return SILENT
    },
  }
  return dissector
}
