import { ACCEPTED, type Dissector, type Verdict } from '../dissect/dissector.ts'
import { callNextHeader } from '../dissect/ipv6-next-header.ts'
import type { Packet } from '../dissect/packet.ts'

/** Hop-by-hop options, destination options and routing headers share the form: next header, length in 8 bytes less one. */
function extension(name: string): Dissector {
  return {
    name,
    dissect(packet) {
      if (!packet.need(2)) return ACCEPTED
      const next = packet.u8(packet.offset)
      const length = (packet.u8(packet.offset + 1) + 1) * 8
      if (!packet.need(length)) return ACCEPTED
      packet.offset += length
      callNextHeader(packet, next)
      return ACCEPTED
    },
  }
}

export const ipv6HopByHop = extension('ipv6.hopopts')
export const ipv6Routing = extension('ipv6.routing')
export const ipv6DestinationOptions = extension('ipv6.dstopts')

/** RFC 8200 section 4.5. */
export const ipv6Fragment: Dissector = { name: 'ipv6.fraghdr', dissect: dissectFragment }

function dissectFragment(packet: Packet): Verdict {
  if (!packet.need(8)) return ACCEPTED
  const at = packet.offset
  const next = packet.u8(at)
  const field = packet.u16(at + 2)
  const position = field & 0xfff8
  const more = (field & 1) !== 0
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
    packet.bytes = whole.bytes
    packet.offset = 0
    packet.end = whole.captured
    packet.wireEnd = whole.length
    packet.ipLength = 40 + whole.length
    callNextHeader(packet, next)
    whole.release()
    return ACCEPTED
  }
  if (position !== 0) {
    fragmentData(packet)
    return ACCEPTED
  }
  const { fragmented } = packet
  packet.fragmented = true
  callNextHeader(packet, next)
  packet.fragmented = fragmented
  return ACCEPTED
}

function fragmentData(packet: Packet): void {
  const { nested } = packet
  packet.nested = packet.ipv6Nested
  packet.data()
  packet.nested = nested
}
