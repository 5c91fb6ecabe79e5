import { TextWriter } from '../bytes/text-writer.ts'
import { readDomainName } from '../dissect/domain-name.ts'
import {
  decimal,
  duration,
  flag,
  hexadecimal,
  ipv4Address,
  ipv6Address,
  layout,
  text,
} from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'

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
  a: ipv4Address('IPv4 address'),
  aaaa: ipv6Address('IPv6 address'),
  cname: text('canonical name'),
  ns: text('name server'),
  'ptr.domain_name': text('name of a pointer'),
  dname: text('name of a subtree'),
  'mx.preference': decimal('preference of a mail server'),
  'mx.mail_exchange': text('mail server'),
  'srv.priority': decimal('priority of a service'),
  'srv.weight': decimal('weight of a service'),
  'srv.port': decimal('port of a service'),
  'srv.target': text('host of a service'),
  'soa.mname': text('primary server of a zone'),
  'soa.rname': text('mailbox of the one responsible'),
  'soa.serial_number': decimal('serial number of a zone'),
  'soa.refresh_interval': decimal('seconds between refreshes'),
  'soa.retry_interval': decimal('seconds between retries'),
  'soa.expire_limit': decimal('seconds until a zone expires'),
  'soa.minimum_ttl': decimal('seconds that a missing name may be kept'),
  txt: text('text'),
  'txt.length': decimal('bytes of a text'),
  response_to: decimal('packet of the query'),
  time: duration('since the query'),
})

const RESPONSE = 0x8000
const UPDATE = 5
const CLASS = 0x7fff
const TOP_BIT = 0x8000

const f = dnsLayout
const name = new TextWriter(2048)

/** The header at `at`. `protocol`: dns, mdns or llmnr. */
export function dnsHeaderFields(fields: FieldSink, packet: Packet, at: number, protocol: string): void {
  if (!fields.wants(f)) return
  const flags = packet.u16(at + 2)
  const opcode = (flags >>> 11) & 15
  const isResponse = (flags & RESPONSE) !== 0
  const isLlmnr = protocol === 'llmnr'
  pairFields(fields, packet, packet.u16(at), isResponse)
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

/** A record whose name is `owner` and whose type stands at `at`; its data is there. `base`: where the message begins. */
export function dnsRecordFields(
  fields: FieldSink,
  packet: Packet,
  at: number,
  base: number,
  owner: TextWriter,
  protocol: string,
): void {
  if (!fields.wants(f)) return
  const type = packet.u16(at)
  const length = packet.u16(at + 8)
  fields.rendered(f['resp.name'], owner.bytes, 0, owner.length)
  fields.number(f['resp.type'], type, at, 2)
  if (type === OPT) {
    fields.number(f['rr.udp_payload_size'], packet.u16(at + 2), at + 2, 2)
    fields.number(f['resp.ext_rcode'], packet.u8(at + 4), at + 4, 1)
    fields.number(f['resp.edns0_version'], packet.u8(at + 5), at + 5, 1)
    fields.number(f['resp.z'], packet.u16(at + 6), at + 6, 2)
    fields.flag(f['resp.z.do'], packet.u16(at + 6) & 0x8000, at + 6, 2)
  } else {
    const mask = protocol === 'mdns' ? CLASS : 0xffff
    fields.number(f['resp.class'], packet.u16(at + 2) & mask, at + 2, 2)
    if (protocol === 'mdns') fields.flag(f['resp.cache_flush'], packet.u16(at + 2) & TOP_BIT, at + 2, 2)
    fields.number(f['resp.ttl'], packet.u32(at + 4), at + 4, 4)
  }
  fields.number(f['resp.len'], length, at + 8, 2)
  if (length > 0) dataFields(fields, packet, at + 10, length, type, base)
}

const NAMES = new Map([
  [2, f.ns],
  [5, f.cname],
  [12, f['ptr.domain_name']],
  [39, f.dname],
])
const SOA_NUMBERS = [
  f['soa.serial_number'],
  f['soa.refresh_interval'],
  f['soa.retry_interval'],
  f['soa.expire_limit'],
  f['soa.minimum_ttl'],
]

function dataFields(fields: FieldSink, packet: Packet, at: number, length: number, type: number, base: number): void {
  const domain = NAMES.get(type)
  if (domain !== undefined) nameField(fields, packet, domain, at, base)
  else if (type === 1) fields.ipv4(f.a, packet.bytes, at)
  else if (type === 28) fields.ipv6(f.aaaa, packet.bytes, at)
  else if (type === 15) {
    fields.number(f['mx.preference'], packet.u16(at), at, 2)
    nameField(fields, packet, f['mx.mail_exchange'], at + 2, base)
  } else if (type === 33) {
    fields.number(f['srv.priority'], packet.u16(at), at, 2)
    fields.number(f['srv.weight'], packet.u16(at + 2), at + 2, 2)
    fields.number(f['srv.port'], packet.u16(at + 4), at + 4, 2)
    nameField(fields, packet, f['srv.target'], at + 6, base)
  } else if (type === 6) {
    let next = at + nameField(fields, packet, f['soa.mname'], at, base)
    next += nameField(fields, packet, f['soa.rname'], next, base)
    SOA_NUMBERS.forEach((field, i) => fields.number(field, packet.u32(next + i * 4), next + i * 4, 4))
  } else if (type === 16)
    for (let next = at; next < at + length; ) {
      const size = packet.u8(next)
      fields.number(f['txt.length'], size, next, 1)
      fields.text(f.txt, packet.bytes, next + 1, next + 1 + size)
      next += 1 + size
    }
}

/** Answers how many bytes the name takes. */
function nameField(
  fields: FieldSink,
  packet: Packet,
  field: (typeof f)[keyof typeof f],
  at: number,
  base: number,
): number {
  name.length = 0
  const taken = readDomainName(packet, at, base, name)
  if (taken > 0) fields.rendered(field, name.bytes, 0, name.length)
  return taken
}

/** Queries without an answer that are remembered. */
const MOST_QUERIES = 100_000

/** A query within five seconds after an unanswered one is the same again. */
const AGAIN = 5e9

type Query = { frame: number; time: number; isAnswered: boolean }
const newQueries = () => new Map<number, Query>()

/** By stream and transaction, as Wireshark pairs them. */
function pairFields(fields: FieldSink, packet: Packet, id: number, isResponse: boolean): void {
  if (packet.session === 0 || packet.inError || !(fields.wantsField(f.response_to) || fields.wantsField(f.time))) return
  const queries: Map<number, Query> = packet.keep('dns queries of fields', newQueries)
  const key = packet.session * 65_536 + id
  const query = queries.get(key)
  if (!isResponse) {
    if (query !== undefined && !query.isAnswered && packet.time - query.time < AGAIN) return
    if (queries.size >= MOST_QUERIES) queries.clear()
    queries.set(key, { frame: packet.number, time: packet.time, isAnswered: false })
    return
  }
  if (query === undefined || query.isAnswered) return
  query.isAnswered = true
  fields.number(f.response_to, query.frame, 0, 0)
  fields.duration(f.time, packet.time - query.time)
}
