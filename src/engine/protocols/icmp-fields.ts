import { byteRun, decimal, hexadecimal, ipv4Address, layout, presence } from '../dissect/field-layout.ts'
import { pairEcho } from '../dissect/echo-pairs.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

/** RFC 792, 950, 1191. */
export const icmpLayout = layout('icmp', {
  type: decimal('type'),
  code: decimal('code'),
  checksum: hexadecimal(4, 'checksum'),
  'checksum.status': decimal('1 good, 0 bad, 2 not verified'),
  ident: decimal('identifier of an echo'),
  ident_le: decimal('identifier of an echo, read in little endian'),
  seq: decimal('sequence number of an echo'),
  seq_le: decimal('sequence number of an echo, read in little endian'),
  mtu: decimal('MTU of the next hop'),
  redir_gw: ipv4Address('the better gateway'),
  checksum_bad: presence('the checksum is wrong'),
  unused: byteRun('bytes without a meaning'),
  pointer: decimal('the byte that is wrong'),
  length: decimal('words of the packet that is quoted'),
  'length.original_datagram': decimal('bytes of the packet that is quoted'),
  originate_timestamp: decimal('milliseconds since midnight when the sender sent'),
  receive_timestamp: decimal('milliseconds since midnight when the other side got it'),
  transmit_timestamp: decimal('milliseconds since midnight when the other side answered'),
  address_mask: ipv4Address('netmask'),
  num_addrs: decimal('routers that are told'),
  addr_entry_size: decimal('words of an entry'),
  lifetime: decimal('seconds that routers are good'),
  resp_to: decimal('packet of the request'),
  resptime: decimal('milliseconds since the request'),
})

const ECHO_REPLY = 0
const UNREACHABLE = 3
const FRAGMENTATION_NEEDED = 4
const REDIRECT = 5
const ECHO = 8
const TIME_EXCEEDED = 11
const PARAMETER_PROBLEM = 12
/** Timestamps, information, address masks: with identifier and sequence number. */
const hasIdentifier = (type: number) => type === ECHO || type === ECHO_REPLY || (type >= 13 && type <= 18)

/** The message at `at`; as much of it as was captured. */
export function icmpFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = icmpLayout
  if (!fields.wants(f)) return
  const type = packet.u8(at)
  const code = packet.u8(at + 1)
  fields.number(f.type, type, at, 1)
  fields.number(f.code, code, at + 1, 1)
  fields.number(f.checksum, packet.u16(at + 2), at + 2, 2)
  const status = checksumStatus(packet, at)
  fields.number(f['checksum.status'], status, at + 2, 0)
  if (status === BAD) fields.presence(f.checksum_bad)
  if (at + 8 > packet.end) return
  if (hasIdentifier(type)) {
    fields.number(f.ident, packet.u16(at + 4), at + 4, 2)
    fields.number(f.ident_le, packet.u16le(at + 4), at + 4, 2)
    fields.number(f.seq, packet.u16(at + 6), at + 6, 2)
    fields.number(f.seq_le, packet.u16le(at + 6), at + 6, 2)
    if (type === ECHO || type === ECHO_REPLY) echoFields(fields, packet, at, type === ECHO)
    else if ((type === 13 || type === 14) && at + 20 <= packet.end) {
      fields.number(f.originate_timestamp, packet.u32(at + 8), at + 8, 4)
      fields.number(f.receive_timestamp, packet.u32(at + 12), at + 12, 4)
      fields.number(f.transmit_timestamp, packet.u32(at + 16), at + 16, 4)
    } else if ((type === 17 || type === 18) && at + 12 <= packet.end) fields.ipv4(f.address_mask, packet.bytes, at + 8)
  } else if (type === REDIRECT) fields.ipv4(f.redir_gw, packet.bytes, at + 4)
  else if (type === UNREACHABLE || type === TIME_EXCEEDED || type === PARAMETER_PROBLEM) {
    // RFC 4884: how much of the packet is quoted.
    const words = packet.u8(at + 5)
    if (type === PARAMETER_PROBLEM) fields.number(f.pointer, packet.u8(at + 4), at + 4, 1)
    if (words > 0) {
      if (type !== PARAMETER_PROBLEM) fields.bytes(f.unused, packet.bytes, at + 4, at + 5)
      fields.number(f.length, words, at + 5, 1)
      fields.number(f['length.original_datagram'], words * 4, at + 5, 1)
    } else if (type !== PARAMETER_PROBLEM && code !== FRAGMENTATION_NEEDED)
      fields.bytes(f.unused, packet.bytes, at + 4, at + 8)
    if (type === UNREACHABLE && code === FRAGMENTATION_NEEDED) fields.number(f.mtu, packet.u16(at + 6), at + 6, 2)
  }
}

const BAD = 0
const GOOD = 1
const NOT_VERIFIED = 2

/** RFC 1071; not verified when the message is not whole. */
function checksumStatus(packet: Packet, at: number): number {
  if (packet.end < packet.wireEnd || packet.fragmented) return NOT_VERIFIED
  let sum = 0
  for (let i = at; i < packet.end; i += 2)
    sum += (packet.bytes[i] << 8) | (i + 1 < packet.end ? packet.bytes[i + 1] : 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return sum === 0xffff ? GOOD : BAD
}

function echoFields(fields: FieldSink, packet: Packet, at: number, isRequest: boolean): void {
  const f = icmpLayout
  const asked = pairEcho(packet, 'icmp echoes of fields', packet.u32(at + 4), isRequest)
  if (asked !== null) {
    fields.number(f.resp_to, asked.frame, 0, 0)
    fields.number(f.resptime, asked.milliseconds, 0, 0)
  }
}
