import { claimAddress, CLAIM_GRATUITOUS, CLAIM_REPLY, CLAIM_REQUEST } from '../dissect/address-claim.ts'
import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { dissectQuotedPacket } from '../dissect/quoted-packet.ts'
import { icmpv6Fields } from './icmpv6-fields.ts'

const ECHO_REQUEST = 128
const ECHO_REPLY = 129
const MULTICAST_QUERY = 130
const EXTENDED_ECHO_REQUEST = 160
const EXTENDED_ECHO_REPLY = 161
const REDIRECTED_HEADER = 4
const NEIGHBOR_SOLICITATION = 135
const NEIGHBOR_ADVERTISEMENT = 136
const SOURCE_LINK_LAYER_ADDRESS = 1
const TARGET_LINK_LAYER_ADDRESS = 2
const SOLICITED = 0x40
const UNSPECIFIED = new Uint8Array(16)
/** A Teredo client's ping begins with a nonce (RFC 4380 section 5.2.9). */
const TEREDO_PORT = 3544

/** Types with an answer: type -> the type of the other side (RFC 4443, 2710, 4861, 4620, 6275). */
const PEERS = new Map([
  [128, 129],
  [129, 128],
  [130, 131],
  [131, 130],
  [133, 134],
  [134, 133],
  [135, 136],
  [136, 135],
  [139, 140],
  [140, 139],
  [144, 145],
  [145, 144],
])

/** Length before the options of the types that have Neighbor Discovery options (RFC 4861, 3122, 6275, 5568). */
const OPTIONS_AT = new Map([
  [133, 8],
  [134, 16],
  [135, 24],
  [136, 24],
  [137, 40],
  [141, 8],
  [142, 8],
  [147, 8],
])

/** Shortest message of the other types that are read further. */
const SHORTEST = new Map([
  [130, 24],
  [131, 24],
  [132, 24],
  [138, 16],
  [139, 16],
  [140, 16],
  [144, 8],
  [145, 8],
  [146, 8],
])

/** ICMPv6, RFC 4443. */
export const icmpv6: Dissector = { name: 'icmpv6', dissect: dissectIcmpv6 }

function dissectIcmpv6(packet: Packet): Verdict {
  if (!packet.need(4)) return ACCEPTED
  const at = packet.offset
  const type = packet.u8(at)
  const nonce = packet.destinationPort === TEREDO_PORT && packet.wireRemaining >= 12 ? 4 : 0
  packet.sourcePort = type
  packet.destinationPort = PEERS.get(type) ?? packet.u8(at + 1)
  if (!packet.inError) packet.sink.icmp(packet, Math.max(0, packet.wireRemaining - 8))
  if (packet.fields !== null) icmpv6Fields(packet.fields, packet, at)
  if (type >= 1 && type <= 4) {
    if (!packet.need(9)) return ACCEPTED
    packet.offset = at + 8
    dissectQuotedPacket(packet, 'ipv6')
    return ACCEPTED
  }
  if (type === ECHO_REQUEST || type === ECHO_REPLY || type === EXTENDED_ECHO_REQUEST || type === EXTENDED_ECHO_REPLY) {
    if (!packet.need(8 + nonce)) return ACCEPTED
    packet.offset = at + 8 + nonce
    packet.nestedData()
    return ACCEPTED
  }
  const options = OPTIONS_AT.get(type)
  if (options !== undefined) {
    if (packet.need(options)) readOptions(packet, at + options, at)
    return ACCEPTED
  }
  if (type === 143) readMulticastReports(packet, at)
  else if (packet.need(SHORTEST.get(type) ?? 4) && type === MULTICAST_QUERY && packet.wireRemaining >= 28)
    packet.need(28 + packet.u16(at + 26) * 16)
  return ACCEPTED
}

/** RFC 4861 section 4.6. A redirect quotes the packet in an option. */
function readOptions(packet: Packet, from: number, start: number): void {
  let at = from
  const { wireEnd } = packet
  while (at < wireEnd) {
    if (!packet.need(2, at)) return
    const length = packet.u8(at + 1) * 8
    if (length === 0) return
    if (!packet.need(length, at)) return
    if (length === 8 && packet.u8(at) <= TARGET_LINK_LAYER_ADDRESS) claim(packet, start, at)
    if (packet.u8(at) === REDIRECTED_HEADER && length > 8) {
      const { offset, end } = packet
      packet.offset = at + 8
      packet.limit(length - 8)
      dissectQuotedPacket(packet, 'ipv6')
      packet.offset = offset
      packet.end = end
      packet.wireEnd = wireEnd
    }
    at += length
  }
}

/** A solicitation names the address of its sender, an advertisement its target's (RFC 4861 sections 4.3 and 4.4). */
function claim(packet: Packet, start: number, option: number): void {
  if (packet.inError) return
  const type = packet.u8(start)
  const kind = packet.u8(option)
  if (type === NEIGHBOR_ADVERTISEMENT && kind === TARGET_LINK_LAYER_ADDRESS) {
    const how = (packet.u8(start + 4) & SOLICITED) !== 0 ? CLAIM_REPLY : CLAIM_GRATUITOUS
    claimAddress(packet, 'icmpv6', packet.sink.ipv6(packet.bytes, start + 8), option + 2, how)
  } else if (
    type === NEIGHBOR_SOLICITATION &&
    kind === SOURCE_LINK_LAYER_ADDRESS &&
    packet.source !== packet.sink.ipv6(UNSPECIFIED, 0)
  )
    claimAddress(packet, 'icmpv6', packet.source, option + 2, CLAIM_REQUEST)
}

/** Multicast Listener Report version 2, RFC 3810 section 5.2. */
function readMulticastReports(packet: Packet, start: number): void {
  if (!packet.need(8, start)) return
  for (let at = start + 8; at < packet.wireEnd; ) {
    if (!packet.need(20, at)) return
    const length = 20 + packet.u16(at + 2) * 16 + packet.u8(at + 1) * 4
    if (!packet.need(length, at)) return
    at += length
  }
}
