import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

function dissectUdp(packet: Packet, lite: boolean): Verdict {
  if (!packet.need(8)) return ACCEPTED
  const at = packet.offset
  packet.sourcePort = packet.u16(at)
  packet.destinationPort = packet.u16(at + 2)
  const field = packet.u16(at + 4)
  let length = packet.wireRemaining
  if (lite) {
    // RFC 3828: the field is the checksum's coverage, not the length.
    if (field !== 0 && (field < 8 || field > length)) return ACCEPTED
  } else if (field === 0 && length > 0xffff) {
    // RFC 2675 jumbogram
  } else if (field < 8 || (field > length && !packet.fragmented)) {
    if (field < 8) return ACCEPTED
    if (!packet.inError) return ACCEPTED
  } else length = field
  packet.limit(length)
  if (!packet.inError) packet.sink.udp(packet, length - 8)
  packet.offset = at + 8
  dissectUdpPayload(packet)
  return ACCEPTED
}

/** A remembered dissector, then the lower port, the higher one, heuristics, data. */
function dissectUdpPayload(packet: Packet): void {
  if (packet.wireRemaining <= 0) return
  const known = packet.session !== 0 && !packet.inError ? packet.streams.known(packet.session) : undefined
  if (known !== undefined && known.dissector !== null && packet.call(known.dissector) !== REJECTED) return
  const { sourcePort, destinationPort, tables } = packet
  const low = Math.min(sourcePort, destinationPort)
  const high = Math.max(sourcePort, destinationPort)
  if (low !== 0 && packet.next(tables.udpPort, low) !== REJECTED) return
  if (high !== 0 && high !== low && packet.next(tables.udpPort, high) !== REJECTED) return
  if (packet.tryEach(tables.registry.udpHeuristic) !== REJECTED) return
  packet.data()
}

/** UDP, RFC 768. */
export const udp: Dissector = { name: 'udp', dissect: (packet) => dissectUdp(packet, false) }

/** UDP-Lite, RFC 3828. */
export const udpLite: Dissector = { name: 'udplite', dissect: (packet) => dissectUdp(packet, true) }
