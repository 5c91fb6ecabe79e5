import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'

const HEADER = 4
const RDP_PORT = 3389
const CONNECTION_REQUEST = 0xe0

class TpktState {
  /** A TPKT was seen: what follows is of this protocol, whatever it looks like (TLS inside RDP). */
  seen = false
}

/** TPKT, RFC 1006 (and RDP's fast path on the same port): cotp in each. */
export const tpkt: Dissector = {
  name: 'tpkt',
  dissect: (packet) => dissectTpkt(packet),
}

function dissectTpkt(packet: Packet): Verdict {
  const { end, wireEnd, bytes } = packet
  const { layer } = packet
  const isRdp = packet.sourcePort === RDP_PORT || packet.destinationPort === RDP_PORT
  const state = packet.stream?.of('tpkt', () => new TpktState())
  let at = packet.offset
  let shown = false
  if (isRdp && packet.remaining > 0 && bytes[at] !== 3 && !state?.seen) return REJECTED
  // Wireshark shows the first packet of RDP without this layer's name.
  if (isRdp && packet.remaining > 5 && (bytes[at + 5] & 0xf0) === CONNECTION_REQUEST) packet.hideFromPath()
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
    if (shown) packet.drawAgain(layer)
    shown = true
    if (state !== undefined) state.seen = true
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
