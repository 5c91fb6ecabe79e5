import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const HEADER = 4

/** TPKT, RFC 1006 (and RDP's fast path on the same port): cotp in each. */
export const tpkt: Dissector = {
  name: 'tpkt',
  dissect: (packet) => dissectTpkt(packet),
}

function dissectTpkt(packet: Packet): Verdict {
  const { end, wireEnd, bytes } = packet
  let at = packet.offset
  let shown = false
  while (at < wireEnd) {
    if (at >= end) {
      packet.need(1, at)
      break
    }
    if (bytes[at] !== 3) {
      shown = true
      break
    }
    const available = end - at
    if (available < HEADER) {
      if (packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
      else packet.need(HEADER, at)
      break
    }
    const length = Math.max(packet.u16(at + 2), HEADER)
    if (available < length && packet.canDesegment > 0) {
      packet.wantMore(at, length - available)
      break
    }
    shown = true
    packet.offset = at + HEADER
    packet.end = Math.min(end, at + length)
    packet.wireEnd = Math.min(wireEnd, at + length)
    if (packet.wireRemaining > 0 && packet.callNamed('cotp') === REJECTED && packet.stopped === RUNNING) packet.data()
    packet.end = end
    packet.wireEnd = wireEnd
    if (packet.stopped !== RUNNING) break
    at += length
  }
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}
