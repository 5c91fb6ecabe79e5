import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import { callNextHeader } from '../dissect/ipv6-next-header.ts'
import type { Packet } from '../dissect/packet.ts'
import { ipv6Fields } from './ipv6-fields.ts'

const HOP_BY_HOP = 0
/** Option of RFC 2675. */
const JUMBO_PAYLOAD = 0xc2

/** IPv6, RFC 8200. */
export const ipv6: Dissector = { name: 'ipv6', dissect: dissectIpv6 }

function dissectIpv6(packet: Packet): Verdict {
  if (!packet.need(1)) return ACCEPTED
  const at = packet.offset
  if (packet.u8(at) >>> 4 !== 6) {
    // Not in frame.protocols, but drawn; below a link layer its bytes are shown as data.
    packet.drawAs('ipv6', false)
    if (!packet.isOutermost) packet.data()
    return ACCEPTED
  }
  if (!packet.need(40)) return ACCEPTED
  packet.source = packet.sink.ipv6(packet.bytes, at + 8)
  packet.destination = packet.sink.ipv6(packet.bytes, at + 24)
  if (packet.fields !== null) ipv6Fields(packet.fields, packet, at)
  const payloadLength = packet.u16(at + 4)
  const next = packet.u8(at + 6)
  if (payloadLength !== 0 || next !== HOP_BY_HOP || !isJumbo(packet, at + 42)) packet.limit(40 + payloadLength)
  packet.ipLength = packet.wireEnd - at
  packet.ipProto = next
  packet.offset = at + 40
  const { nested, ipv6Nested } = packet
  packet.ipv6Open = true
  packet.homeSource = 0
  packet.finalDestination = 0
  packet.ipv6Nested = nested
  packet.nested = true
  callNextHeader(packet, next)
  packet.ipv6Open = false
  packet.nested = nested
  packet.ipv6Nested = ipv6Nested
  return ACCEPTED
}

/** Whether the hop-by-hop option at `at` says how long a jumbogram is. */
function isJumbo(packet: Packet, at: number): boolean {
  return at < packet.end && packet.u8(at) === JUMBO_PAYLOAD
}
