import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { RUNNING } from '../dissect/packet.ts'

/** Types with an answer, RFC 792, 950, 1256: type -> the type of the other side. */
const PEERS = new Map([
  [8, 0],
  [0, 8],
  [13, 14],
  [14, 13],
  [15, 16],
  [16, 15],
  [17, 18],
  [18, 17],
  [10, 9],
  [9, 10],
])
/** Destination unreachable, source quench, redirect, time exceeded, parameter problem quote a packet. */
const isError = (type: number) => type === 3 || type === 4 || type === 5 || type === 11 || type === 12

/** ICMP, RFC 792. */
export const icmp: Dissector = {
  name: 'icmp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const at = packet.offset
    const type = packet.u8(at)
    packet.sourcePort = type
    packet.destinationPort = PEERS.get(type) ?? packet.u8(at + 1)
    if (!packet.inError) packet.sink.icmp(packet, Math.max(0, packet.wireRemaining - 8))
    if (type === 8 || type === 0) {
      if (!packet.need(8)) return ACCEPTED
      packet.offset = at + 8
      packet.data()
      return ACCEPTED
    }
    if (!isError(type) || packet.inError) return ACCEPTED
    if (!packet.need(8)) return ACCEPTED
    packet.offset = at + 8
    if (packet.remaining <= 0) return ACCEPTED
    const { nested, source, destination, sourcePort, destinationPort, ipProto, ipLength } = packet
    packet.inError = true
    packet.errorSource = source
    packet.errorDestination = destination
    packet.nested = true
    packet.callNamed('ip')
    // What is cut off a quoted packet is the quoting router's doing.
    packet.stopped = RUNNING
    packet.inError = false
    packet.nested = nested
    packet.source = source
    packet.destination = destination
    packet.sourcePort = sourcePort
    packet.destinationPort = destinationPort
    packet.ipProto = ipProto
    packet.ipLength = ipLength
    return ACCEPTED
  },
}
