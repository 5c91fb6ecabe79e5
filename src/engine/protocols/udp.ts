import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectUdpPayload } from '../dissect/udp-payload.ts'
import { udpFields } from './udp-fields.ts'

/** Largest length that the field can hold. */
const LARGEST = 0xffff

function dissectUdp(packet: Packet, lite: boolean): Verdict {
  if (!packet.need(4)) return ACCEPTED
  const at = packet.offset
  packet.sourcePort = packet.u16(at)
  packet.destinationPort = packet.u16(at + 2)
  if (!packet.need(8)) return ACCEPTED
  const field = packet.u16(at + 4)
  let length = packet.wireRemaining
  // Of UDP-Lite the field is the checksum's coverage (RFC 3828); 0 in UDP over IPv6 means a jumbogram (RFC 2675).
  const bogus = lite ? field !== 0 && field < 8 : field < 8 && (field !== 0 || length <= LARGEST)
  if (!lite && field >= 8 && field < length) length = field
  packet.limit(length)
  if (!packet.inError) packet.sink.udp(packet, length - 8)
  if (!lite && packet.fields !== null) udpFields(packet.fields, packet, at)
  packet.offset = at + 8
  if (!lite && length === 8 && field > 8 && !packet.inError) packet.malformed()
  if (!bogus) dissectUdpPayload(packet)
  return ACCEPTED
}

/** UDP, RFC 768. */
export const udp: Dissector = { name: 'udp', dissect: (packet) => dissectUdp(packet, false) }

/** UDP-Lite, RFC 3828. */
export const udpLite: Dissector = { name: 'udplite', dissect: (packet) => dissectUdp(packet, true) }
