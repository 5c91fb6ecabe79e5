import { dnsTypeName } from '../tables/dns-names.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { DnsTable } from '../tables/dns.ts'
import { isRecord } from '../tables/records.ts'
import { answerAddresses } from './answer-addresses.ts'
import type { Column, Field } from './field.ts'
import { rereadField } from './reread-fields.ts'
import { frameColumn, names, recordColumn, type RowWalk, sessionsColumn, texts } from './row-columns.ts'

const NO_TYPE = 0xffffffff

/** Response codes (IANA "DNS Parameters") as Zeek and Arkime print them. */
const RCODES =
  'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED YXDOMAIN YXRRSET NXRRSET NOTAUTH NOTZONE DSOTYPENI 12 13 14 15 BADVERS BADKEY BADTIME BADMODE BADNAME BADALG BADTRUNC BADCOOKIE'.split(
    ' ',
  )

const typeNames = names(65536, dnsTypeName)
const rcodeNames = names(65536, (rcode) => RCODES[rcode] ?? String(rcode))
const typeNumbers = new Map(Array.from({ length: 512 }, (_, type) => [dnsTypeName(type).toLowerCase(), type]))
const rcodeNumbers = new Map(RCODES.map((name, rcode) => [name.toLowerCase(), rcode]))

type Frames = 'query' | 'response' | 'both'

/** A value of every lookup but those for which `read` answers NaN, with the frames of its messages. */
function lookups(frames: Frames, read: (dns: DnsTable, row: number, tables: CaptureTables) => number): RowWalk {
  return (tables, visit) => {
    const { dns } = tables
    for (let row = 0; row < dns.rows; row++) {
      const value = read(dns, row, tables)
      if (Number.isNaN(value)) continue
      const seen = []
      if (frames !== 'response') seen.push(dns.queryFrame[row])
      if (frames !== 'query') seen.push(dns.responseFrame[row])
      visit({ session: dns.session[row], frames: seen }, value)
    }
  }
}

/** Questions; the responses of mDNS have none, their rows are named after their first answer (RFC 6762 section 6). */
function questions(read: (dns: DnsTable, row: number) => number): RowWalk {
  return (tables, visit) => {
    const { dns, protocolNames } = tables
    for (let row = 0; row < dns.rows; row++) {
      const value = read(dns, row)
      if (Number.isNaN(value)) continue
      const isMulticast = protocolNames[dns.protocol[row]] === 'mdns'
      const frames = isMulticast ? [dns.queryFrame[row]] : [dns.queryFrame[row], dns.responseFrame[row]]
      visit({ session: dns.session[row], frames }, value)
    }
  }
}

/** A value of every resource record of the answer sections, with the frame of the response. */
function answers(read: (tables: CaptureTables, answer: number) => number): RowWalk {
  return (tables, visit) => {
    const { dns } = tables
    for (let row = 0; row < dns.rows; row++) {
      const place = { session: dns.session[row], frames: [dns.responseFrame[row]] }
      for (let i = 0; i < dns.answers[row]; i++) {
        const value = read(tables, dns.firstAnswer[row] + i)
        if (!Number.isNaN(value)) visit(place, value)
      }
    }
  }
}

const valueOf = (...types: number[]) =>
  answers(({ dnsAnswers }, at) =>
    (types.length === 0 || types.includes(dnsAnswers.type[at])) && dnsAnswers.value[at] !== 0
      ? dnsAnswers.value[at]
      : Number.NaN,
  )

/** Addresses of A and AAAA records: the table keeps their text. */
const addressesOf = (...types: number[]): RowWalk => {
  const walk = valueOf(...types)
  return (tables, visit) => {
    const { idOf } = answerAddresses(tables)
    walk(tables, (place, text) => {
      const id = idOf(text)
      if (id !== 0) visit(place, id)
    })
  }
}

const answerPool: Column['space'] = (tables) => answerAddresses(tables).pool

const name = questions((dns, row) => dns.query[row] || Number.NaN)
const type = questions((dns, row) => (dns.queryType[row] === NO_TYPE ? Number.NaN : dns.queryType[row]))
const rcode = lookups('response', (dns, row) => (dns.rcode[row] < 0 ? Number.NaN : dns.rcode[row]))
const id = lookups('both', (dns, row) => dns.transactionId[row])
const isBoth = (dns: DnsTable, row: number) => dns.queryFrame[row] > 0 && dns.responseFrame[row] > 0
const seconds = lookups('response', (dns, row, { packets }) => {
  if (!isBoth(dns, row)) return Number.NaN
  if (isRecord(dns.responseFrame[row])) return dns.rtt[row] / 1e9
  return (packets.time[dns.responseFrame[row] - 1] - packets.time[dns.queryFrame[row] - 1]) / 1e9
})
const isResponse: RowWalk = ({ dns }, visit) => {
  for (let row = 0; row < dns.rows; row++) {
    visit({ session: dns.session[row], frames: [dns.queryFrame[row]] }, 0)
    visit({ session: dns.session[row], frames: [dns.responseFrame[row]] }, 1)
  }
}
const answerCount = lookups('response', (dns, row) => (dns.rcode[row] < 0 ? Number.NaN : dns.answers[row]))
const answerName = answers(({ dnsAnswers }, at) => dnsAnswers.name[at] || Number.NaN)
const answerType = answers(({ dnsAnswers }, at) => dnsAnswers.type[at])
const OPT = 41
const answerTtl = answers(({ dnsAnswers }, at) => (dnsAnswers.type[at] === OPT ? Number.NaN : dnsAnswers.ttl[at]))
/** Names with a label in punycode (RFC 3492). */
const punycode: RowWalk = (tables, visit) =>
  name(tables, (place, id) => {
    if (/(?:^|\.)xn--/i.test(tables.texts.text(id))) visit(place, id)
  })
const [A, NS, CNAME, PTR, MX, TXT, AAAA] = [1, 2, 5, 12, 15, 16, 28]

/** Name, where its values come from, meaning, example, what else is particular: texts by default. */
type Row = readonly [
  name: string,
  walk: RowWalk,
  meaning: string,
  example: string,
  rest?: Partial<Field>,
  space?: Column['space'],
]

const number: Partial<Field> = { type: 'number' }
const folded: Partial<Field> = { folded: true }
const numberOfType: Partial<Field> = { type: 'number', numbers: (text) => typeNumbers.get(text) }

/** Wireshark's: of the messages. */
const ofMessages: readonly Row[] = [
  ['dns.qry.name', name, 'name in the question', 'dns.qry.name contains "example"'],
  ['dns.qry.type', type, 'record type of the question, by number or name', 'dns.qry.type == AAAA', numberOfType],
  ['dns.id', id, 'transaction number', 'dns.id == 0x1a2b', number],
  ['dns.flags.response', isResponse, 'the message is a response', 'dns.flags.response == 1', { type: 'boolean' }],
  [
    'dns.flags.rcode',
    rcode,
    'response code, by number or name',
    'dns.flags.rcode == 3',
    { type: 'number', numbers: (text) => rcodeNumbers.get(text) },
  ],
  ['dns.count.answers', answerCount, 'records in the answer section of a response', 'dns.count.answers == 0', number],
]

/**
 * Wireshark's of all sections of a response. The tables have the answer section alone, so the packets are read again;
 * logs have no more.
 */
const ofRecords: readonly (readonly [
  name: string,
  kind: 'ipv4' | 'ipv6' | 'text',
  inLogs: RowWalk,
  meaning: string,
  example: string,
])[] = [
  ['dns.a', 'ipv4', addressesOf(A), 'IPv4 address in a response', 'dns.a == 192.0.2.0/24'],
  ['dns.aaaa', 'ipv6', addressesOf(AAAA), 'IPv6 address in a response', 'dns.aaaa == 2001:db8::/32'],
  ['dns.cname', 'text', valueOf(CNAME), 'canonical name in a response', 'dns.cname contains "cdn"'],
  [
    'dns.ptr.domain_name',
    'text',
    valueOf(PTR),
    'name of an address in a response',
    'dns.ptr.domain_name contains "example"',
  ],
]

/** Zeek's: of whole sessions. */
const ofZeek: readonly Row[] = [
  [
    'query',
    name,
    'name asked for',
    'query == *.example.com',
    { ...folded, aliases: ['dns.query.host', 'dns.queryHost'] },
  ],
  ['qtype', type, 'record type asked for, by number', 'qtype == 16', numberOfType],
  [
    'qtype_name',
    type,
    'record type asked for, by name',
    'qtype_name == TXT',
    { ...folded, aliases: ['dns.query.type', 'dns.qt'] },
    typeNames,
  ],
  ['rcode', rcode, 'response code, by number', 'rcode == 3', number],
  [
    'rcode_name',
    rcode,
    'response code, by name',
    'rcode_name == NXDOMAIN',
    { ...folded, aliases: ['dns.status'] },
    rcodeNames,
  ],
  ['trans_id', id, 'transaction number', 'trans_id == 0x1a2b', number],
  ['rtt', seconds, 'seconds from a query to its response', 'rtt > 500ms', { type: 'duration' }],
  ['answers', valueOf(), 'data of the records in the answer section', 'answers == 192.0.2.7'],
  ['TTLs', answerTtl, 'seconds that an answer may be kept', 'TTLs < 60', { ...number, aliases: ['dns.answer.ttl'] }],
]

/** Arkime's: of whole sessions. */
const ofArkime: readonly Row[] = [
  ['dns.answer.name', answerName, 'name of a record in the answer section', 'dns.answer.name == *.example.com', folded],
  [
    'dns.answer.type',
    answerType,
    'type of a record in the answer section',
    'dns.answer.type == CNAME',
    folded,
    typeNames,
  ],
  [
    'dns.answer.cnt',
    answerCount,
    'records in the answer section of a response',
    'dns.answer.cnt > 10',
    { ...number, aliases: ['dns.answersCnt'] },
  ],
  ['dns.answer.cname', valueOf(CNAME), 'canonical name in the answer section', 'dns.answer.cname == *cdn*', folded],
  [
    'dns.answer.ns',
    valueOf(NS),
    'name server in the answer section',
    'dns.answer.ns == ns1.example.com',
    { ...folded, aliases: ['host.dns.nameserver', 'dns.nameserverHost'] },
  ],
  [
    'dns.answer.mx',
    valueOf(MX),
    'mail server in the answer section',
    'dns.answer.mx == *mail*',
    { ...folded, aliases: ['host.dns.mailserver', 'dns.mailserverHost'] },
  ],
  ['dns.answer.txt', valueOf(TXT), 'text record in the answer section', 'dns.answer.txt contains "v=spf1"'],
  ['dns.puny', punycode, 'name asked for that is written in punycode', 'dns.puny == *xn--*', folded],
]

function fieldsOf(
  rows: readonly Row[],
  family: Field['family'],
  column: (walk: RowWalk, space: Column['space']) => Column,
): Field[] {
  return rows.map(([own, walk, meaning, example, rest = {}, space = rest.type === undefined ? texts : 'number']) => ({
    name: own,
    aliases: [],
    family,
    type: 'text',
    meaning,
    example,
    columns: [column(walk, space)],
    ...rest,
  }))
}

/** Addresses that names resolved to, of whole sessions. */
export const resolved = sessionsColumn(addressesOf(A, AAAA), answerPool)
/** Names asked for and their aliases, of whole sessions. */
export const dnsHosts: readonly Column[] = [sessionsColumn(name), sessionsColumn(valueOf(CNAME))]

export const dnsFields: readonly Field[] = [
  ...fieldsOf(ofMessages, 'wireshark', frameColumn),
  ...ofRecords.map(([own, kind, inLogs, meaning, example]): Field => {
    const field = rereadField({ name: own, kind, meaning })
    return {
      ...field,
      example,
      columns: [...field.columns, recordColumn(inLogs, kind === 'text' ? texts : answerPool)],
    }
  }),
  ...fieldsOf(ofZeek, 'zeek', sessionsColumn),
  ...fieldsOf(ofArkime, 'arkime', sessionsColumn),
  {
    name: 'ip.dns',
    aliases: ['dns.ip', 'dns.answer.ip'],
    family: 'arkime',
    type: 'address',
    meaning: 'address that a name resolved to',
    example: 'ip.dns == 10.0.0.0/8',
    columns: [resolved],
  },
  {
    name: 'host.dns',
    aliases: ['dns.host'],
    family: 'arkime',
    type: 'text',
    folded: true,
    meaning: 'name asked for, and aliases in the answers',
    example: 'host.dns == *.example.com',
    columns: dnsHosts,
  },
]
