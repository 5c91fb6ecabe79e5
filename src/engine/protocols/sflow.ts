import { ACCEPTED, type Dissector, REJECTED, type Verdict } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'

const IPV4 = 1
const IPV6 = 2
const VERSION_5 = 5
const FLOW_SAMPLE = 1
const EXPANDED_FLOW_SAMPLE = 3
const RAW_HEADER = 1
/** Header protocol of a raw header -> who dissects it. */
const HEADER_PROTOCOLS = new Map([
  [1, 'eth'],
  [7, 'ppp'],
  [11, 'ip'],
  [12, 'ipv6'],
  [13, 'mpls'],
])

/** sFlow versions 2, 4 and 5 (sflow.org). The headers sampled are drawn inside and not counted, as quoted packets are. */
export const sflow: Dissector = { name: 'sflow', dissect: dissectSflow }

function dissectSflow(packet: Packet): Verdict {
  if (!packet.need(8)) return ACCEPTED
  const at = packet.offset
  const version = packet.u32(at)
  const addressType = packet.u32(at + 4)
  if (version !== 2 && version !== 4 && version !== VERSION_5) return REJECTED
  if (addressType !== IPV4 && addressType !== IPV6) return REJECTED
  const samples = at + 8 + (addressType === IPV4 ? 4 : 16) + (version === VERSION_5 ? 12 : 8)
  if (!packet.need(4, samples) || version !== VERSION_5) return ACCEPTED
  let next = samples + 4
  for (let left = packet.u32(samples); left > 0 && next < packet.wireEnd; left--) {
    if (!packet.need(8, next)) return ACCEPTED
    const format = packet.u32(next)
    const length = packet.u32(next + 4)
    if (format === FLOW_SAMPLE) readRecords(packet, next + 8 + 28, length - 28)
    else if (format === EXPANDED_FLOW_SAMPLE) readRecords(packet, next + 8 + 40, length - 40)
    if (length > packet.wireEnd - next) return ACCEPTED
    next += 8 + length
  }
  return ACCEPTED
}

/** The flow records of one sample: a count, then format, length and contents of each. */
function readRecords(packet: Packet, from: number, length: number): void {
  if (length < 4 || !packet.need(4, from)) return
  const stop = from + length
  let at = from + 4
  for (let left = packet.u32(from); left > 0 && at + 8 <= stop; left--) {
    if (!packet.need(8, at)) return
    const format = packet.u32(at)
    const size = packet.u32(at + 4)
    if (format === RAW_HEADER && size >= 16 && packet.need(24, at)) dissectHeader(packet, at + 8)
    at += 8 + size
  }
}

/** Protocol, frame length, bytes stripped, bytes sampled, the bytes. */
function dissectHeader(packet: Packet, at: number): void {
  const name = HEADER_PROTOCOLS.get(packet.u32(at))
  const length = packet.u32(at + 12)
  if (name === undefined || length === 0 || !packet.need(Math.min(length, 65535), at + 16)) return
  const { offset, end, wireEnd, nested, inError, stopped, source, destination, sourcePort, destinationPort } = packet
  const { ipProto, ipLength } = packet
  packet.offset = at + 16
  packet.limit(length)
  packet.nested = true
  packet.inError = true
  packet.callNamed(name)
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
  packet.nested = nested
  packet.inError = inError
  packet.stopped = stopped
  packet.source = source
  packet.destination = destination
  packet.sourcePort = sourcePort
  packet.destinationPort = destinationPort
  packet.ipProto = ipProto
  packet.ipLength = ipLength
}
