import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { startsWith } from '../dissect/text-lines.ts'

const IPV6_SOURCE = 0x10
const ENCRYPTED = 0x02
const COMPRESSED = 0x01

/** Session Announcement Protocol, RFC 2974: a session description after a header and, perhaps, its media type. */
export const sap: Dissector = { name: 'sap', dissect: dissectSap }

function dissectSap(packet: Packet): Verdict {
  if (!packet.need(8)) return ACCEPTED
  const flags = packet.u8(packet.offset)
  let at = packet.offset + 4 + ((flags & IPV6_SOURCE) !== 0 ? 16 : 4) + packet.u8(packet.offset + 1) * 4
  if ((flags & (ENCRYPTED | COMPRESSED)) !== 0 || !packet.need(0, at)) return ACCEPTED
  if (!startsWith(packet.bytes, at, packet.end, 'v=')) {
    while (at < packet.end && packet.u8(at) !== 0) at++
    if (!packet.need(1, at)) return ACCEPTED
    at++
  }
  packet.offset = at
  if (packet.wireRemaining > 0) packet.callNamed('sdp')
  return ACCEPTED
}
