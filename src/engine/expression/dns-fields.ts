import { dnsTypeName } from '../tables/dns-names.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { DnsTable } from '../tables/dns.ts'
import { isRecord } from '../tables/records.ts'
import { answerAddresses } from './answer-addresses.ts'
import type { Column, Field } from './field.ts'
import { frameColumn, names, type RowWalk, sessionsColumn, texts } from './row-columns.ts'

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

type Rest = Pick<Field, 'type' | 'meaning' | 'example'> & Partial<Field>

const wireshark = (fieldName: string, walk: RowWalk, rest: Rest, space?: Column['space']): Field => ({
  name: fieldName,
  aliases: [],
  family: 'wireshark',
  columns: [frameColumn(walk, space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

const session = (fieldName: string, walk: RowWalk, rest: Rest, space?: Column['space']): Field => ({
  name: fieldName,
  aliases: [],
  family: 'arkime',
  columns: [sessionsColumn(walk, space ?? (rest.type === 'text' ? texts : 'number'))],
  ...rest,
})

/** Addresses that names resolved to, of whole sessions. */
export const resolved = sessionsColumn(addressesOf(A, AAAA), answerPool)
/** Names asked for and their aliases, of whole sessions. */
export const dnsHosts: readonly Column[] = [sessionsColumn(name), sessionsColumn(valueOf(CNAME))]

export const dnsFields: readonly Field[] = [
  wireshark('dns.qry.name', name, {
    type: 'text',
    meaning: 'name in the question',
    example: 'dns.qry.name contains "example"',
  }),
  wireshark('dns.qry.type', type, {
    type: 'number',
    meaning: 'record type of the question, by number or name',
    example: 'dns.qry.type == AAAA',
    numbers: (text) => typeNumbers.get(text),
  }),
  wireshark('dns.id', id, { type: 'number', meaning: 'transaction number', example: 'dns.id == 0x1a2b' }),
  wireshark('dns.flags.response', isResponse, {
    type: 'boolean',
    meaning: 'the message is a response',
    example: 'dns.flags.response == 1',
  }),
  wireshark('dns.flags.rcode', rcode, {
    type: 'number',
    meaning: 'response code, by number or name',
    example: 'dns.flags.rcode == 3',
    numbers: (text) => rcodeNumbers.get(text),
  }),
  wireshark('dns.count.answers', answerCount, {
    type: 'number',
    meaning: 'records in the answer section of a response',
    example: 'dns.count.answers == 0',
  }),
  wireshark(
    'dns.a',
    addressesOf(A),
    { type: 'address', meaning: 'IPv4 address in the answer section', example: 'dns.a == 192.0.2.0/24' },
    answerPool,
  ),
  wireshark(
    'dns.aaaa',
    addressesOf(AAAA),
    { type: 'address', meaning: 'IPv6 address in the answer section', example: 'dns.aaaa == 2001:db8::/32' },
    answerPool,
  ),
  wireshark('dns.cname', valueOf(CNAME), {
    type: 'text',
    meaning: 'canonical name in the answer section',
    example: 'dns.cname contains "cdn"',
  }),
  wireshark('dns.ptr.domain_name', valueOf(PTR), {
    type: 'text',
    meaning: 'name of an address in the answer section',
    example: 'dns.ptr.domain_name contains "example"',
  }),

  session('query', name, {
    aliases: ['dns.query.host', 'dns.queryHost'],
    family: 'zeek',
    type: 'text',
    folded: true,
    meaning: 'name asked for',
    example: 'query == *.example.com',
  }),
  session('qtype', type, {
    family: 'zeek',
    type: 'number',
    meaning: 'record type asked for, by number',
    example: 'qtype == 16',
    numbers: (text) => typeNumbers.get(text),
  }),
  session(
    'qtype_name',
    type,
    {
      aliases: ['dns.query.type', 'dns.qt'],
      family: 'zeek',
      type: 'text',
      folded: true,
      meaning: 'record type asked for, by name',
      example: 'qtype_name == TXT',
    },
    typeNames,
  ),
  session('rcode', rcode, {
    family: 'zeek',
    type: 'number',
    meaning: 'response code, by number',
    example: 'rcode == 3',
  }),
  session(
    'rcode_name',
    rcode,
    {
      aliases: ['dns.status'],
      family: 'zeek',
      type: 'text',
      folded: true,
      meaning: 'response code, by name',
      example: 'rcode_name == NXDOMAIN',
    },
    rcodeNames,
  ),
  session('trans_id', id, {
    family: 'zeek',
    type: 'number',
    meaning: 'transaction number',
    example: 'trans_id == 0x1a2b',
  }),
  session('rtt', seconds, {
    family: 'zeek',
    type: 'duration',
    meaning: 'seconds from a query to its response',
    example: 'rtt > 500ms',
  }),
  session('answers', valueOf(), {
    family: 'zeek',
    type: 'text',
    meaning: 'data of the records in the answer section',
    example: 'answers == 192.0.2.7',
  }),
  session('TTLs', answerTtl, {
    aliases: ['dns.answer.ttl'],
    family: 'zeek',
    type: 'number',
    meaning: 'seconds that an answer may be kept',
    example: 'TTLs < 60',
  }),
  session('dns.answer.name', answerName, {
    type: 'text',
    folded: true,
    meaning: 'name of a record in the answer section',
    example: 'dns.answer.name == *.example.com',
  }),
  session(
    'dns.answer.type',
    answerType,
    {
      type: 'text',
      folded: true,
      meaning: 'type of a record in the answer section',
      example: 'dns.answer.type == CNAME',
    },
    typeNames,
  ),
  session('dns.answer.cnt', answerCount, {
    aliases: ['dns.answersCnt'],
    type: 'number',
    meaning: 'records in the answer section of a response',
    example: 'dns.answer.cnt > 10',
  }),
  {
    ...session('ip.dns', addressesOf(A, AAAA), {
      aliases: ['dns.ip', 'dns.answer.ip'],
      type: 'address',
      meaning: 'address that a name resolved to',
      example: 'ip.dns == 10.0.0.0/8',
    }),
    columns: [resolved],
  },
  {
    ...session('host.dns', name, {
      aliases: ['dns.host'],
      type: 'text',
      folded: true,
      meaning: 'name asked for, and aliases in the answers',
      example: 'host.dns == *.example.com',
    }),
    columns: dnsHosts,
  },
  session('dns.answer.cname', valueOf(CNAME), {
    type: 'text',
    folded: true,
    meaning: 'canonical name in the answer section',
    example: 'dns.answer.cname == *cdn*',
  }),
  session('dns.answer.ns', valueOf(NS), {
    aliases: ['host.dns.nameserver', 'dns.nameserverHost'],
    type: 'text',
    folded: true,
    meaning: 'name server in the answer section',
    example: 'dns.answer.ns == ns1.example.com',
  }),
  session('dns.answer.mx', valueOf(MX), {
    aliases: ['host.dns.mailserver', 'dns.mailserverHost'],
    type: 'text',
    folded: true,
    meaning: 'mail server in the answer section',
    example: 'dns.answer.mx == *mail*',
  }),
  session('dns.answer.txt', valueOf(TXT), {
    type: 'text',
    meaning: 'text record in the answer section',
    example: 'dns.answer.txt contains "v=spf1"',
  }),
  session('dns.puny', punycode, {
    type: 'text',
    folded: true,
    meaning: 'name asked for that is written in punycode',
    example: 'dns.puny == *xn--*',
  }),
]
