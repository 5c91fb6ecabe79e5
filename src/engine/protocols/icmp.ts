import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { dissectQuotedPacket } from '../dissect/quoted-packet.ts'
import { icmpFields } from './icmp-fields.ts'

const ECHO_REPLY = 0
const REDIRECT = 5
const ECHO = 8

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
/** Bytes that a message has besides the first eight: timestamps, address masks. */
const MORE_BYTES = new Map([
  [13, 12],
  [14, 12],
  [17, 4],
  [18, 4],
])
/** Destination unreachable, source quench, redirect, time exceeded, parameter problem quote a packet. */
const isError = (type: number) => type === 3 || type === 4 || type === REDIRECT || type === 11 || type === 12

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
    if (packet.fields !== null) icmpFields(packet.fields, packet, at)
    if (!packet.need(8 + (MORE_BYTES.get(type) ?? 0))) return ACCEPTED
    packet.offset = at + 8
    if (type === ECHO || type === ECHO_REPLY) packet.nestedData()
    else if (isError(type)) dissectQuotedPacket(packet, 'ip')
    return ACCEPTED
  },
}
