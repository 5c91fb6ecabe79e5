import type { TextWriter } from '../bytes/text-writer.ts'
import { byteRun, decimal, flag, hexadecimal, layout, presence, text } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import { dnsOptionFields } from './dns-option-fields.ts'
import { dnsPairFields } from './dns-pair-fields.ts'
import { dnsDataFields, dnsServiceNameFields } from './dns-rr-fields.ts'

/** RFC 1035, 2136, 2782, 3596, 6762, 6891. mDNS and LLMNR have the same names. */
export const dnsLayout = layout('dns', {
  length: decimal('bytes of a message over TCP'),
  id: hexadecimal(4, 'transaction'),
  flags: hexadecimal(4, 'flags'),
  'flags.response': flag('it is a response'),
  'flags.opcode': decimal('kind of query'),
  'flags.authoritative': flag('the server is an authority'),
  'flags.conflict': flag('the name is not unique (LLMNR)'),
  'flags.truncated': flag('the message is cut'),
  'flags.recdesired': flag('recursion is asked for'),
  'flags.tentative': flag('the name is not yet certain (LLMNR)'),
  'flags.recavail': flag('the server does recursion'),
  'flags.z': flag('reserved bit'),
  'flags.authenticated': flag('the server has verified the answer'),
  'flags.checkdisable': flag('answers that are not verified will do'),
  'flags.rcode': decimal('result'),
  'count.queries': decimal('questions'),
  'count.answers': decimal('answers'),
  'count.auth_rr': decimal('records of authority'),
  'count.add_rr': decimal('additional records'),
  'count.zones': decimal('zones of an update'),
  'count.prerequisites': decimal('prerequisites of an update'),
  'count.updates': decimal('changes of an update'),
  'qry.name': text('name that is asked for'),
  'qry.name.len': decimal('characters of the name'),
  'count.labels': decimal('labels of the name'),
  'qry.type': decimal('type that is asked for'),
  'qry.class': hexadecimal(4, 'class that is asked for'),
  'qry.qu': flag('an answer to the asker alone will do (mDNS)'),
  'resp.name': text('name of a record'),
  'resp.type': decimal('type of a record'),
  'resp.class': hexadecimal(4, 'class of a record'),
  'resp.cache_flush': flag('the record replaces others (mDNS)'),
  'resp.ttl': decimal('seconds that a record may be kept'),
  'resp.len': decimal('bytes of a record'),
  'rr.udp_payload_size': decimal('longest datagram (EDNS)'),
  'resp.ext_rcode': hexadecimal(2, 'upper bits of the result (EDNS)'),
  'resp.edns0_version': decimal('version of EDNS'),
  'resp.z': hexadecimal(4, 'flags of EDNS'),
  'resp.z.do': flag('DNSSEC records are accepted'),
  'resp.z.reserved': hexadecimal(4, 'reserved flags of EDNS'),
  'ttl.high_bit_set': presence('a TTL that would be negative'),
  extraneous: presence('bytes behind the last record'),
  'extraneous.data': byteRun('bytes behind the last record'),
  'extraneous.length': decimal('how many bytes are behind the last record'),
})

const RESPONSE = 0x8000
const UPDATE = 5
const CLASS = 0x7fff
const TOP_BIT = 0x8000

const f = dnsLayout

/** The header at `at`. `protocol`: dns, mdns or llmnr. */
export function dnsHeaderFields(fields: FieldSink, packet: Packet, at: number, protocol: string): void {
  const flags = packet.u16(at + 2)
  dnsPairFields(fields, packet, packet.u16(at), (flags & RESPONSE) !== 0)
  if (!fields.wants(f)) return
  const opcode = (flags >>> 11) & 15
  const isResponse = (flags & RESPONSE) !== 0
  const isLlmnr = protocol === 'llmnr'
  fields.number(f.id, packet.u16(at), at, 2)
  fields.number(f.flags, flags, at + 2, 2)
  fields.flag(f['flags.response'], flags & RESPONSE, at + 2, 2)
  fields.number(f['flags.opcode'], opcode, at + 2, 2)
  if (isLlmnr) fields.flag(f['flags.conflict'], flags & 0x400, at + 2, 2)
  else if (isResponse) fields.flag(f['flags.authoritative'], flags & 0x400, at + 2, 2)
  fields.flag(f['flags.truncated'], flags & 0x200, at + 2, 2)
  if (isLlmnr) fields.flag(f['flags.tentative'], flags & 0x100, at + 2, 2)
  else fields.flag(f['flags.recdesired'], flags & 0x100, at + 2, 2)
  if (!isLlmnr) {
    if (isResponse) fields.flag(f['flags.recavail'], flags & 0x80, at + 2, 2)
    fields.flag(f['flags.z'], flags & 0x40, at + 2, 2)
    if (isResponse || (flags & 0x20) !== 0) fields.flag(f['flags.authenticated'], flags & 0x20, at + 2, 2)
    fields.flag(f['flags.checkdisable'], flags & 0x10, at + 2, 2)
  }
  if (isResponse) fields.number(f['flags.rcode'], flags & 15, at + 2, 2)
  if (at + 12 > packet.end) return
  const isUpdate = opcode === UPDATE
  fields.number(isUpdate ? f['count.zones'] : f['count.queries'], packet.u16(at + 4), at + 4, 2)
  fields.number(isUpdate ? f['count.prerequisites'] : f['count.answers'], packet.u16(at + 6), at + 6, 2)
  fields.number(isUpdate ? f['count.updates'] : f['count.auth_rr'], packet.u16(at + 8), at + 8, 2)
  fields.number(f['count.add_rr'], packet.u16(at + 10), at + 10, 2)
}

export function dnsLengthFields(fields: FieldSink, packet: Packet, at: number): void {
  if (fields.wants(f)) fields.number(f.length, packet.u16(at), at, 2)
}

/** A question: its name, and type and class at `at`. */
export function dnsQuestionFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  asked: TextWriter,
  protocol: string,
): void {
  if (!fields.wants(f)) return
  fields.rendered(f['qry.name'], asked.bytes, 0, asked.length)
  const isRoot = asked.length === 6 && asked.bytes[0] === 60
  fields.number(f['qry.name.len'], asked.length, at, 0)
  let labels = isRoot ? 0 : 1
  if (!isRoot) for (let i = 0; i < asked.length; i++) if (asked.bytes[i] === 46) labels++
  fields.number(f['count.labels'], labels, at, 0)
  fields.number(f['qry.type'], packet.u16(at), at, 2)
  const mask = protocol === 'mdns' ? CLASS : 0xffff
  fields.number(f['qry.class'], packet.u16(at + 2) & mask, at + 2, 2)
  if (protocol === 'mdns') fields.flag(f['qry.qu'], packet.u16(at + 2) & TOP_BIT, at + 2, 2)
}

const OPT = 41
const SRV = 33

/** A record whose name is `owner` and whose type stands at `at`; its data is there. `base`: where the message begins. */
export function dnsRecordFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  base: number,
  owner: TextWriter,
  protocol: string,
): void {
  const type = packet.u16(at)
  const length = packet.u16(at + 8)
  fields.number(f['resp.type'], type, at, 2)
  if (length > 0 && type !== OPT) dnsDataFields(fields, packet, at + 10, length, type, base)
  if (type === SRV) dnsServiceNameFields(fields, owner)
  if (type === OPT) dnsOptionFields(fields, packet, at + 10, at + 10 + length)
  if (!fields.wants(f)) return
  fields.rendered(f['resp.name'], owner.bytes, 0, owner.length)
  const isMdns = protocol === 'mdns'
  if (type === OPT) {
    fields.number(f['rr.udp_payload_size'], packet.u16(at + 2), at + 2, 2)
    fields.number(f['resp.ext_rcode'], packet.u8(at + 4), at + 4, 1)
    fields.number(f['resp.edns0_version'], packet.u8(at + 5), at + 5, 1)
    fields.number(f['resp.z'], packet.u16(at + 6), at + 6, 2)
    fields.flag(f['resp.z.do'], packet.u16(at + 6) & 0x8000, at + 6, 2)
    fields.number(f['resp.z.reserved'], packet.u16(at + 6) & 0x7fff, at + 6, 2)
    if (isMdns) fields.flag(f['resp.cache_flush'], packet.u16(at + 2) & TOP_BIT, at + 2, 2)
  } else {
    const mask = isMdns ? CLASS : 0xffff
    fields.number(f['resp.class'], packet.u16(at + 2) & mask, at + 2, 2)
    if (isMdns) fields.flag(f['resp.cache_flush'], packet.u16(at + 2) & TOP_BIT, at + 2, 2)
    fields.number(f['resp.ttl'], packet.u32(at + 4), at + 4, 4)
    if (packet.u8(at + 4) > 127) fields.presence(f['ttl.high_bit_set'])
  }
  fields.number(f['resp.len'], length, at + 8, 2)
}

/** Bytes behind the last record: bytes[from, to). */
export function dnsExtraneousFields(fields: FieldSink, packet: Packet, from: number, to: number): void {
  if (!fields.wants(f) || from >= to) return
  fields.presence(f.extraneous)
  fields.bytes(f['extraneous.data'], packet.bytes, from, to)
  fields.number(f['extraneous.length'], to - from, from, to - from)
}
