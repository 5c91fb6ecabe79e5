import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import { callIpPayload } from '../dissect/ip-payload.ts'
import { fragmentsFields } from '../dissect/reassembled-fields.ts'
import { ipv4Fields } from './ipv4-fields.ts'

const MORE_FRAGMENTS = 0x2000

/** IPv4, RFC 791. Fragments are reassembled; all but the one that completes a datagram end in `data`. */
export const ipv4: Dissector = {
  name: 'ip',
  dissect(packet) {
    if (!packet.need(1)) return ACCEPTED
    const at = packet.offset
    const version = packet.u8(at) >>> 4
    if (version === 6) return packet.callNamed('ipv6')
    if (version !== 4) return ACCEPTED
    if (!packet.need(20)) return ACCEPTED
    const headerLength = (packet.u8(at) & 15) * 4
    if (headerLength < 20) return ACCEPTED
    // A total length of 0 comes from segmentation offload: the packet fills the frame.
    const totalLength = packet.u16(at + 2) || packet.wireRemaining
    if (totalLength < headerLength) return ACCEPTED
    if (packet.inError) {
      packet.source = packet.sink.ipv4(packet.bytes, at + 12)
      packet.destination = packet.sink.ipv4(packet.bytes, at + 16)
    } else packet.sink.ipv4Header(packet, at)
    packet.limit(totalLength)
    packet.ipLength = totalLength
    const protocol = packet.u8(at + 9)
    packet.ipProto = protocol
    if (packet.fields !== null) ipv4Fields(packet.fields, packet, at, totalLength)
    if (!packet.need(headerLength)) return ACCEPTED
    packet.offset = at + headerLength
    if (packet.wireRemaining <= 0) return ACCEPTED

    const fragment = packet.u16(at + 6)
    const position = (fragment & 0x1fff) * 8
    const more = (fragment & MORE_FRAGMENTS) !== 0
    if (position === 0 && !more) {
      callIpPayload(packet, protocol)
      return ACCEPTED
    }
    const length = totalLength - headerLength
    if (length > 0 && packet.remaining >= length && !packet.inError) {
      const key = `4 ${packet.source} ${packet.destination} ${packet.u16(at + 4)} ${protocol}`
      const whole = packet.fragments.add(key, packet.number, position, more, packet.bytes, packet.offset, packet.end)
      if (whole === null) {
        packet.data()
        return ACCEPTED
      }
      if (packet.fields !== null) fragmentsFields(packet.fields, 4, packet.fragments.frames, whole)
      packet.bytes = whole.bytes
      packet.offset = 0
      packet.end = whole.captured
      packet.wireEnd = whole.length
      packet.ipLength = headerLength + whole.length
      callIpPayload(packet, protocol)
      whole.release()
      return ACCEPTED
    }
    if (position !== 0) {
      packet.data()
      return ACCEPTED
    }
    packet.fragmented = true
    callIpPayload(packet, protocol)
    return ACCEPTED
  },
}
