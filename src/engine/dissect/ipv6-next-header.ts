import { callIpPayload } from './ip-payload.ts'
import type { Packet } from './packet.ts'

export const NO_NEXT_HEADER = 59

/**
 * Headers that Wireshark draws inside the IPv6 subtree: hop-by-hop options, routing, fragment, authentication header,
 * destination options, mobility (IANA "IPv6 Extension Header Types").
 */
const isExtension = (header: number) =>
  header === 0 || header === 43 || header === 44 || header === 51 || header === 60 || header === 135

/** Goes on behind the IPv6 header or an extension header. What is no extension header is drawn beside IPv6. */
export function callNextHeader(packet: Packet, next: number): void {
  packet.ipProto = next
  if (packet.ipv6Open && !isExtension(next)) closeHeaders(packet)
  if (next === NO_NEXT_HEADER) {
    packet.nested = packet.ipv6Nested
    packet.data()
    return
  }
  const { nested } = packet
  packet.nested = isExtension(next) ? nested : nested && packet.ipv6Nested
  callIpPayload(packet, next)
  packet.nested = nested
}

/** Counts the addresses of the IPv6 header; what follows goes from the home address to the end of the
 * route, as in Wireshark. */
function closeHeaders(packet: Packet): void {
  packet.ipv6Open = false
  if (!packet.inError) packet.sink.ipv6Header(packet)
  if (packet.finalDestination !== 0) packet.destination = packet.finalDestination
  if (packet.homeSource !== 0) packet.source = packet.homeSource
}
