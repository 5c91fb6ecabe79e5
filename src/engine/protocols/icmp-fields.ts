import { decimal, hexadecimal, ipv4Address, layout } from '../dissect/field-layout.ts'
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
})

const ECHO_REPLY = 0
const UNREACHABLE = 3
const FRAGMENTATION_NEEDED = 4
const REDIRECT = 5
const ECHO = 8
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
  fields.number(f['checksum.status'], checksumStatus(packet, at), at + 2, 0)
  if (at + 8 > packet.end) return
  if (hasIdentifier(type)) {
    fields.number(f.ident, packet.u16(at + 4), at + 4, 2)
    fields.number(f.ident_le, packet.u16le(at + 4), at + 4, 2)
    fields.number(f.seq, packet.u16(at + 6), at + 6, 2)
    fields.number(f.seq_le, packet.u16le(at + 6), at + 6, 2)
  } else if (type === REDIRECT) fields.ipv4(f.redir_gw, packet.bytes, at + 4)
  else if (type === UNREACHABLE && code === FRAGMENTATION_NEEDED) fields.number(f.mtu, packet.u16(at + 6), at + 6, 2)
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
