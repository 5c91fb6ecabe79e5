import { decimal, flag, hexadecimal, ipv4Address, layout, presence, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { ipv4OptionFields, ipv4OptionLayout } from './ipv4-option-fields.ts'

/** RFC 791, 2474, 3168. */
export const ipv4Layout = layout('ip', {
  version: decimal('version of the header'),
  hdr_len: decimal('bytes of the header'),
  dsfield: hexadecimal(2, 'differentiated services'),
  'dsfield.dscp': decimal('differentiated services code point'),
  'dsfield.ecn': decimal('explicit congestion notification'),
  len: decimal('bytes of header and payload'),
  id: hexadecimal(4, 'identification'),
  flags: hexadecimal(2, 'fragmentation flags'),
  'flags.rb': flag('reserved bit'),
  'flags.df': flag('do not fragment'),
  'flags.mf': flag('more fragments follow'),
  frag_offset: decimal('where the fragment begins, in units of 8 bytes'),
  ttl: decimal('time to live'),
  proto: decimal('protocol of the payload'),
  checksum: hexadecimal(4, 'checksum of the header'),
  'checksum.status': decimal('1 good, 0 bad, 2 not verified'),
  src: ipv4Address('source'),
  dst: ipv4Address('destination'),
  addr: ipv4Address('source or destination'),
  host: text('source or destination as text'),
  src_host: text('source as text'),
  dst_host: text('destination as text'),
  'ttl.lncb': presence('addresses of this link, but the time to live is not 1'),
  'ttl.too_small': presence('nearly no time to live left'),
  bogus_ip_length: presence('more bytes are said to be there than are'),
})

const NOT_VERIFIED = 2
const PIM = 103
const OSPF = 89
const SMALL_TTL = 5
/** Local network control block: addresses whose packets have another time to live than 1; 0 = any. */
const LOCAL_TTLS = new Map([
  [0xe0000012, 255],
  [0xe0000066, 255],
  [0xe00000fb, 0],
  [0xe00000fc, 0],
])

/** What Wireshark remarks on. */
function expertFields(fields: FieldSink, packet: Packet, at: number): void {
  const f = ipv4Layout
  const destination = packet.u32(at + 16)
  const ttl = packet.u8(at + 8)
  const protocol = packet.u8(at + 9)
  if (destination >>> 8 === 0xe00000) {
    const right = LOCAL_TTLS.get(destination) ?? 1
    if (right !== 0 && ttl !== right) fields.presence(f['ttl.lncb'])
  } else if (ttl < SMALL_TTL && destination >>> 28 !== 0xe && protocol !== PIM && protocol !== OSPF)
    fields.presence(f['ttl.too_small'])
  if (at + packet.u16(at + 2) > packet.wireEnd && !packet.inError) fields.presence(f.bogus_ip_length)
  const header = (packet.u8(at) & 15) * 4
  if (header > 20) ipv4OptionFields(fields, packet, at + 20, Math.min(packet.end, at + header))
}

/** The header at `at`; `length`: of the packet, as Wireshark shows it. */
export function ipv4Fields(fields: FieldSink, packet: Packet, at: number, length: number): void {
  const f = ipv4Layout
  if (fields.contentEnd < 0) fields.contentEnd = at + length
  if (!fields.wants(f) && !fields.wants(ipv4OptionLayout)) return
  const { bytes } = packet
  fields.number(f.version, packet.u8(at) >>> 4, at, 1)
  fields.number(f.hdr_len, (packet.u8(at) & 15) * 4, at, 1)
  const service = packet.u8(at + 1)
  fields.number(f.dsfield, service, at + 1, 1)
  fields.number(f['dsfield.dscp'], service >>> 2, at + 1, 1)
  fields.number(f['dsfield.ecn'], service & 3, at + 1, 1)
  fields.number(f.len, length, at + 2, 2)
  fields.number(f.id, packet.u16(at + 4), at + 4, 2)
  const fragment = packet.u16(at + 6)
  fields.number(f.flags, fragment >>> 13, at + 6, 1)
  fields.flag(f['flags.rb'], fragment & 0x8000, at + 6, 1)
  fields.flag(f['flags.df'], fragment & 0x4000, at + 6, 1)
  fields.flag(f['flags.mf'], fragment & 0x2000, at + 6, 1)
  fields.number(f.frag_offset, fragment & 0x1fff, at + 6, 2)
  fields.number(f.ttl, packet.u8(at + 8), at + 8, 1)
  fields.number(f.proto, packet.u8(at + 9), at + 9, 1)
  fields.number(f.checksum, packet.u16(at + 10), at + 10, 2)
  fields.number(f['checksum.status'], NOT_VERIFIED, at + 10, 0)
  for (let side = 0; side < 2; side++) {
    const from = at + 12 + side * 4
    fields.ipv4(side === 0 ? f.src : f.dst, bytes, from)
    fields.ipv4(f.addr, bytes, from)
    const name = side === 0 ? f.src_host : f.dst_host
    if (!fields.wantsField(f.host) && !fields.wantsField(name)) continue
    const address = bytes.subarray(from, from + 4).join('.')
    fields.string(name, address, from, 4)
    fields.string(f.host, address, from, 4)
  }
  expertFields(fields, packet, at)
}
