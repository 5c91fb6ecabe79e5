import { ACCEPTED, type Dissector, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const START = 0x68
const HEADER = 6

/** IEC 60870-5-104: APCIs, with an ASDU in those of I format. */
export const iec104: Dissector = {
  name: 'iec60870_104',
  dissect(packet) {
    const { bytes, end, wireEnd, layer } = packet
    let at = packet.offset
    let shown = false
    while (at < wireEnd) {
      let start = at
      while (start < end && bytes[start] !== START) start++
      const available = end - start
      if (available < HEADER || available < bytes[start + 1] + 2) {
        if (packet.canDesegment > 0)
          packet.wantMore(at, available < HEADER ? ONE_MORE_SEGMENT : bytes[start + 1] + 2 - available)
        else shown = true
        break
      }
      if (shown) packet.drawAgain(layer)
      shown = true
      const length = bytes[start + 1] + 2
      if ((bytes[start + 2] & 1) === 0 && length > HEADER) dissectAsdu(packet, start + HEADER, start + length)
      packet.end = end
      packet.wireEnd = wireEnd
      if (packet.stopped !== RUNNING) break
      at = start + length
    }
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

/** IEC 60870-5-101: the information in an I format APDU. */
export const iec101Asdu: Dissector = { name: 'iec60870_asdu', dissect: () => ACCEPTED }

function dissectAsdu(packet: Packet, from: number, to: number): void {
  packet.offset = from
  packet.end = to
  packet.wireEnd = to
  packet.call(iec101Asdu)
}
