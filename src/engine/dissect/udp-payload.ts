import { REJECTED } from './dissector.ts'
import type { Packet } from './packet.ts'

/**
 * Gives the payload of a datagram to a remembered dissector, the lower port, the higher one, the heuristics, else shows it
 * as data. It is drawn at the top level, also where the datagram is quoted by an ICMP error, as Wireshark does.
 */
export function dissectUdpPayload(packet: Packet): void {
  if (packet.wireRemaining <= 0 || !packet.need(1)) return
  const { nested } = packet
  packet.nested = false
  if (!callApplication(packet)) packet.data()
  packet.nested = nested
}

function callApplication(packet: Packet): boolean {
  const known = packet.session !== 0 && !packet.inError ? packet.streams.known(packet.session) : undefined
  const remembered = known?.dissector ?? packet.expectations.find(packet)
  if (remembered !== null && packet.call(remembered) !== REJECTED) return true
  const { sourcePort, destinationPort, tables } = packet
  const low = Math.min(sourcePort, destinationPort)
  const high = Math.max(sourcePort, destinationPort)
  if (low !== 0 && packet.next(tables.udpPort, low) !== REJECTED) return true
  if (high !== 0 && high !== low && packet.next(tables.udpPort, high) !== REJECTED) return true
  return packet.tryEach(tables.udpHeuristic) !== REJECTED
}
