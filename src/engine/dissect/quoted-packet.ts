import { type Packet, RUNNING } from './packet.ts'

/**
 * Dissects the packet that an ICMP error quotes at packet.offset, drawn inside the error; `protocol` is 'ip' or 'ipv6'.
 * Nothing of it is counted or remembered, and that it is cut off is the quoting router's doing.
 */
export function dissectQuotedPacket(packet: Packet, protocol: 'ip' | 'ipv6'): void {
  if (packet.remaining <= 0) return
  const { inError, nested, source, destination, sourcePort, destinationPort, ipProto, ipLength } = packet
  if (!inError) {
    packet.errorSource = source
    packet.errorDestination = destination
  }
  packet.inError = true
  packet.nested = true
  const verdict = packet.callNamed(protocol)
  if (verdict === 0) packet.data()
  packet.stopped = RUNNING
  packet.inError = inError
  packet.nested = nested
  packet.source = source
  packet.destination = destination
  packet.sourcePort = sourcePort
  packet.destinationPort = destinationPort
  packet.ipProto = ipProto
  packet.ipLength = ipLength
}
