import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import { dnsTypeNumber } from '../tables/dns-names.ts'
import { endColumns, type LogRows } from './log-rows.ts'
import { TextNumbers } from './text-numbers.ts'

const NO_TYPE = 0xffffffff
const A = 1
const CNAME = 5
const AAAA = 28
const UDP = 17

/** Rows of dns.log: a lookup each, its response in the same row. What packets told of the session is not told again. */
export function dnsRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { tables } = rows
  const { dns, dnsAnswers, texts, sessions } = tables
  const ends = endColumns(columns)
  const at = {
    proto: columns.columnOf('proto'),
    id: columns.columnOf('trans_id'),
    rtt: columns.columnOf('rtt'),
    query: columns.columnOf('query'),
    type: columns.columnOf('qtype'),
    typeName: columns.columnOf('qtype_name'),
    rcode: columns.columnOf('rcode'),
    answers: columns.columnOf('answers'),
    ttls: columns.columnOf('TTLs'),
  }
  const protocols = {
    dns: rows.services.idOf('dns'),
    mdns: rows.services.idOf('mdns'),
    llmnr: rows.services.idOf('llmnr'),
  }
  const typeNumbers = new TextNumbers(texts, (text) => dnsTypeNumber(text) ?? NO_TYPE - 1)
  const root = texts.internText('<Root>')

  /** Answers have no types in the log: they follow from their text and from what was asked. */
  const answerType = (asked: number, text: string): number => {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return A
    if (/^[0-9a-f]*:[0-9a-f:]+(?:\d+\.\d+\.\d+\.\d+)?$/i.test(text)) return AAAA
    if (text.startsWith('TXT ')) return 16
    return asked === A || asked === AAAA ? CNAME : asked
  }

  const answer = (row: LogRow, lookup: number, asked: number): void => {
    const count = row.split(at.answers)
    if (count === 0) return
    const first = dnsAnswers.rows
    for (let i = 0; i < count; i++) {
      const value = row.text(row.element(i), texts)
      if (value === 0) continue
      const place = dnsAnswers.addRow()
      dnsAnswers.name[place] = dns.query[lookup]
      dnsAnswers.value[place] = value
      dnsAnswers.type[place] = answerType(asked, texts.text(value))
    }
    dns.firstAnswer[lookup] = first
    dns.answers[lookup] = dnsAnswers.rows - first
    const ttls = row.split(at.ttls)
    for (let i = 0; i < Math.min(ttls, dns.answers[lookup]); i++) {
      const ttl = row.interval(row.element(i))
      if (ttl > 0) dnsAnswers.ttl[first + i] = ttl / 1e9
    }
  }

  return (row) => {
    const time = rows.time(row, ends.ts)
    const proto = row.is(at.proto, 'tcp') ? 6 : UDP
    const serverPort = row.port(ends.respPort)
    const protocol = serverPort === 5353 ? protocols.mdns : serverPort === 5355 ? protocols.llmnr : protocols.dns
    const session = rows.session(row, ends, time, proto, protocol)
    const frame = rows.record(log, time, session)
    if (rows.isTold(dns, session)) return
    const lookup = dns.addRow()
    dns.protocol[lookup] = protocol
    dns.transport[lookup] = proto
    dns.session[lookup] = session
    dns.client[lookup] = row.address(ends.origHost, tables.addresses) || sessions.origHost[session]
    dns.server[lookup] = row.address(ends.respHost, tables.addresses) || sessions.respHost[session]
    dns.clientPort[lookup] = row.port(ends.origPort) || 0
    dns.serverPort[lookup] = serverPort || 0
    dns.transactionId[lookup] = row.count(at.id) || 0
    dns.query[lookup] = row.textBytes(at.query) ? (row.textFrom === row.textTo ? root : row.text(at.query, texts)) : 0
    const type = row.count(at.type)
    const asked = type >= 0 ? type : typeNumbers.of(row.text(at.typeName, texts))
    dns.queryType[lookup] = asked === NO_TYPE - 1 ? NO_TYPE : asked
    dns.queryFrame[lookup] = frame
    const rcode = row.count(at.rcode)
    const isAnswered = rcode >= 0 || row.split(at.answers) > 0
    dns.rcode[lookup] = rcode >= 0 ? rcode : isAnswered ? 0 : -1
    if (!isAnswered) return
    dns.responseFrame[lookup] = frame
    const rtt = row.interval(at.rtt)
    dns.rtt[lookup] = rtt
    answer(row, lookup, asked)
  }
}
