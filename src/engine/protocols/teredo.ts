import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const ORIGIN = 0
const AUTHENTICATION = 1

/** Teredo, RFC 4380 section 5.1.1: an authentication and an origin indication may stand before the IPv6 packet. */
export const teredo: Dissector = { name: 'teredo', dissect: dissectTeredo }

function dissectTeredo(packet: Packet): Verdict {
  if (!packet.need(2)) return ACCEPTED
  let at = packet.offset
  if (packet.u16(at) === AUTHENTICATION) {
    if (!packet.need(4)) return ACCEPTED
    at += 13 + packet.u8(at + 2) + packet.u8(at + 3)
    if (!packet.need(2, at)) return ACCEPTED
  }
  if (packet.u16(at) === ORIGIN) {
    if (!packet.need(8, at)) return ACCEPTED
    at += 8
  }
  packet.offset = at
  if (packet.callNamed('ipv6') === REJECTED) packet.data()
  return ACCEPTED
}
