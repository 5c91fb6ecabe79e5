import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import { callNextHeader } from '../dissect/ipv6-next-header.ts'
import type { Packet } from '../dissect/packet.ts'
import { fragmentsFields } from '../dissect/reassembled-fields.ts'
import { ipv6FragmentFields, ipv6OptionsFields, ipv6RoutingFields } from './ipv6-option-fields.ts'

/** Hop-by-hop and destination options: next header, length in 8 bytes less one, options (RFC 8200 section 4.2). */
function options(name: string): Dissector {
  return {
    name,
    dissect(packet) {
      if (!packet.need(2)) return ACCEPTED
      const at = packet.offset
      const length = (packet.u8(at + 1) + 1) * 8
      if (!packet.need(length)) return ACCEPTED
      if (packet.fields !== null) ipv6OptionsFields(packet.fields, packet, at, name === 'ipv6.hopopts')
      if (length >= 24 && packet.ipv6Open) readHomeAddress(packet, at + 2, at + length)
      packet.offset = at + length
      callNextHeader(packet, packet.u8(at))
      return ACCEPTED
    },
  }
}

export const ipv6HopByHop = options('ipv6.hopopts')
export const ipv6DestinationOptions = options('ipv6.dstopts')

const PAD_1 = 0
/** RFC 6275 section 6.3: the address at which a mobile node is known. */
const HOME_ADDRESS = 0xc9

function readHomeAddress(packet: Packet, from: number, to: number): void {
  for (let at = from; at + 2 <= to; ) {
    const type = packet.u8(at)
    if (type === PAD_1) {
      at++
      continue
    }
    const length = packet.u8(at + 1)
    if (type === HOME_ADDRESS && length === 16 && at + 18 <= to)
      packet.homeSource = packet.sink.ipv6(packet.bytes, at + 2)
    at += 2 + length
  }
}

/** Routing headers that list addresses: type 0 (RFC 5095), 2 (RFC 6275), and segment routing (RFC 8754). */
const SOURCE_ROUTE = 0
const MOBILITY_ROUTE = 2
const SEGMENT_ROUTE = 4

/** RFC 8200 section 4.4. With segments left the last address is where the packet goes. */
export const ipv6Routing: Dissector = { name: 'ipv6.routing', dissect: dissectRouting }

function dissectRouting(packet: Packet): Verdict {
  if (!packet.need(4)) return ACCEPTED
  const at = packet.offset
  const next = packet.u8(at)
  const length = (packet.u8(at + 1) + 1) * 8
  const type = packet.u8(at + 2)
  const segmentsLeft = packet.u8(at + 3)
  if (!packet.need(length)) return ACCEPTED
  if (packet.fields !== null) ipv6RoutingFields(packet.fields, packet, at)
  if (segmentsLeft > 0 && length >= 24 && packet.ipv6Open) {
    if (type === SOURCE_ROUTE || type === MOBILITY_ROUTE)
      packet.finalDestination = packet.sink.ipv6(packet.bytes, at + length - 16)
    else if (type === SEGMENT_ROUTE) packet.finalDestination = packet.sink.ipv6(packet.bytes, at + 8)
  }
  packet.offset = at + length
  callNextHeader(packet, next)
  return ACCEPTED
}

/** RFC 8200 section 4.5. */
export const ipv6Fragment: Dissector = { name: 'ipv6.fraghdr', dissect: dissectFragment }

function dissectFragment(packet: Packet): Verdict {
  if (!packet.need(8)) return ACCEPTED
  const at = packet.offset
  const next = packet.u8(at)
  const field = packet.u16(at + 2)
  const position = field & 0xfff8
  const more = (field & 1) !== 0
  if (packet.fields !== null) ipv6FragmentFields(packet.fields, packet, at)
  packet.offset = at + 8
  if (position === 0 && !more) {
    callNextHeader(packet, next)
    return ACCEPTED
  }
  if (packet.remaining >= packet.wireRemaining && packet.wireRemaining > 0 && !packet.inError) {
    const key = `6 ${packet.source} ${packet.destination} ${packet.u32(at + 4)}`
    const whole = packet.fragments.add(key, packet.number, position, more, packet.bytes, packet.offset, packet.end)
    if (whole === null) {
      fragmentData(packet)
      return ACCEPTED
    }
    if (packet.fields !== null) fragmentsFields(packet.fields, 6, packet.fragments.frames, whole)
    packet.bytes = whole.bytes
    packet.offset = 0
    packet.end = whole.captured
    packet.wireEnd = whole.length
    packet.ipLength = 40 + whole.length
    callNextHeader(packet, next)
    whole.release()
    return ACCEPTED
  }
  fragmentData(packet)
  return ACCEPTED
}

function fragmentData(packet: Packet): void {
  const { nested } = packet
  packet.nested = packet.ipv6Nested
  packet.data()
  packet.nested = nested
}
