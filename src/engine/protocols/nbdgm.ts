import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const HEADER_LENGTH = 10
const DIRECT_UNIQUE = 0x10
const BROADCAST = 0x12
const ERROR = 0x13
const QUERY_REQUEST = 0x14
const QUERY_NEGATIVE = 0x16

/** NetBIOS Datagram Service, RFC 1002 section 4.4. */
export const nbdgm: Dissector = { name: 'nbdgm', dissect: dissectNbdgm }

function dissectNbdgm(packet: Packet): Verdict {
  if (!packet.need(HEADER_LENGTH)) return ACCEPTED
  const type = packet.u8(packet.offset)
  let at = packet.offset + HEADER_LENGTH
  if (type >= DIRECT_UNIQUE && type <= BROADCAST) {
    // Length and offset, then the names of both ends.
    at += 4
    at = skipName(packet, at)
    if (at > 0) at = skipName(packet, at)
    if (at < 0) return ACCEPTED
    packet.offset = at
    if (packet.wireRemaining > 0 && packet.callNamed('smb') === REJECTED) packet.data()
  } else if (type === ERROR) packet.need(1, at)
  else if (type >= QUERY_REQUEST && type <= QUERY_NEGATIVE) skipName(packet, at)
  return ACCEPTED
}

function skipName(packet: Packet, from: number): number {
  for (let at = from; ; ) {
    if (!packet.need(1, at)) return -1
    const label = packet.u8(at)
    if (label === 0) return at + 1
    if (label >= 192) return packet.need(2, at) ? at + 2 : -1
    if (!packet.need(1 + label, at)) return -1
    at += 1 + label
  }
}
