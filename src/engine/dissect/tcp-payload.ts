import { REJECTED } from './dissector.ts'
import type { Packet } from './packet.ts'

/** A remembered dissector, the server's port, the lower port, the higher one, heuristics, data. */
export function dissectTcpPayload(packet: Packet): void {
  if (packet.wireRemaining <= 0) return
  const stream = packet.stream
  if (stream !== undefined) {
    const remembered = stream.dissector ?? packet.expectations.find(packet)
    if (remembered !== null && packet.call(remembered) !== REJECTED) return
  }
  const { sourcePort, destinationPort, tables } = packet
  const server = stream === undefined ? 0 : stream.serverPort
  if (server !== 0 && packet.next(tables.tcpPort, server) !== REJECTED) return
  const low = Math.min(sourcePort, destinationPort)
  const high = Math.max(sourcePort, destinationPort)
  if (low !== 0 && low !== server && packet.next(tables.tcpPort, low) !== REJECTED) return
  if (high !== 0 && high !== low && high !== server && packet.next(tables.tcpPort, high) !== REJECTED) return
  if (packet.tryEach(tables.tcpHeuristic) !== REJECTED) return
  packet.data()
}
