import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIpPayload } from '../dissect/ip-payload.ts'

/** Extension headers that ipv6-extensions.ts dissects, drawn inside the IPv6 subtree (RFC 8200 section 4). */
const isExtension = (header: number) => header === 0 || header === 43 || header === 44 || header === 60

/** IPv6, RFC 8200. */
export const ipv6: Dissector = {
  name: 'ipv6',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const at = packet.offset
    if (packet.u8(at) >>> 4 !== 6) return ACCEPTED
    if (!packet.need(40)) return ACCEPTED
    packet.source = packet.sink.ipv6(packet.bytes, at + 8)
    packet.destination = packet.sink.ipv6(packet.bytes, at + 24)
    const payloadLength = packet.u16(at + 4)
    const next = packet.u8(at + 6)
    // 0 is a jumbogram or segmentation offload: the packet fills the frame.
    if (payloadLength !== 0 || next === 59) packet.limit(40 + payloadLength)
    packet.ipLength = packet.wireEnd - at
    packet.ipProto = next
    if (!packet.inError) packet.sink.network(packet, 6)
    packet.offset = at + 40
    if (next === 59) return ACCEPTED
    if (!isExtension(next)) {
      callIpPayload(packet, next)
      return ACCEPTED
    }
    // What stands above the extension headers is drawn beside IPv6 again: they restore `nested` before they call it.
    const nested = packet.nested
    packet.nested = true
    callIpPayload(packet, next)
    packet.nested = nested
    return ACCEPTED
  },
}
