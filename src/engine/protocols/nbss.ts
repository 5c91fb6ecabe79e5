import { ACCEPTED, type Dissector, REJECTED, SILENT } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const MESSAGE = 0x00
const KEEP_ALIVE = 0x85
const CIFS_PORT = 445

/** NetBIOS session service, RFC 1002 section 4.3, and what SMB over TCP (port 445) makes of it. */
export const nbss: Dissector = {
  name: 'nbss',
  dissect(packet) {
    const { end, wireEnd, layer } = packet
    const isCifs = packet.sourcePort === CIFS_PORT || packet.destinationPort === CIFS_PORT
    // Not the start of a message: the rest of one whose beginning was not seen.
    if (packet.remaining < 4 || !isHeader(packet, isCifs)) {
      if (packet.remaining >= 4 || packet.canDesegment === 0 || packet.remaining === 0) return ACCEPTED
      if (packet.u8(packet.offset) > KEEP_ALIVE) return ACCEPTED
    }
    let at = packet.offset
    let shown = false
    while (at < wireEnd) {
      packet.offset = at
      const available = end - at
      if (available < 4) {
        if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
        else packet.need(4)
        break
      }
      const length = 4 + (isCifs ? packet.u24(at + 1) : packet.u16(at + 2) + (packet.u8(at + 1) & 1) * 65536)
      if (available < length && packet.canDesegment > 0) {
        packet.wantMore(at, length - available)
        break
      }
      if (shown) packet.drawAgain(layer)
      shown = true
      if (packet.u8(at) === MESSAGE) {
        packet.offset = at + 4
        packet.end = Math.min(end, at + length)
        packet.wireEnd = Math.min(wireEnd, at + length)
        dissectMessage(packet)
        packet.end = end
        packet.wireEnd = wireEnd
        if (packet.stopped !== RUNNING) break
      }
      at += length
    }
    return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
  },
}

function dissectMessage(packet: Packet): void {
  if (packet.wireRemaining <= 0) return
  for (const name of ['smb2', 'smb', 'dcerpc'])
    if (packet.callNamed(name) !== REJECTED || packet.stopped !== RUNNING) return
  packet.data()
}

function isHeader(packet: Packet, isCifs: boolean): boolean {
  const at = packet.offset
  const type = packet.u8(at)
  if (isCifs) {
    if (type !== MESSAGE) return false
    if (packet.remaining < 8) return true
    const magic = packet.u32(at + 4)
    return packet.u24(at + 1) > 0 && ((magic & 0xffffff) === 0x534d42 || packet.u24(at + 1) < 0x20000)
  }
  if (type !== MESSAGE && (type < 0x81 || type > KEEP_ALIVE)) return false
  return (packet.u8(at + 1) & 0xfe) === 0
}
