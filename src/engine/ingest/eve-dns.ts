import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import { dnsRcodeNumber, dnsTypeNumber } from '../tables/dns-names.ts'
import { recordOf } from '../tables/records.ts'
import { endColumns, type LogRows } from './log-rows.ts'

const UDP = 17
const TCP = 6
const NO_TYPE = 0xffffffff
/** Types whose data `grouped` lists as texts. */
const GROUPED = ['A', 'AAAA', 'CNAME', 'NS', 'PTR', 'TXT', 'MX', 'NULL']
/** Keys of lookups that may still be answered, two each. */
const MOST_OPEN = 400_000

type Answer = { rrname?: unknown; rrtype?: unknown; ttl?: unknown; rdata?: unknown }

/**
 * dns events of Suricata's EVE in all versions: 1 has one event for each answer, 2 (Suricata 5 to 7) the answers as a list,
 * by type, or both, 3 (Suricata 8) the questions as a list, too. A query and its answer are events of their own; they are
 * one lookup here. What packets told of the session is not told again.
 */
export function eveDnsRows(columns: LogColumns, rows: LogRows, log: number): (row: LogRow) => void {
  const { tables } = rows
  const { dns, dnsAnswers, texts, sessions, records } = tables
  const ends = endColumns(columns)
  const turned = {
    ...ends,
    origHost: ends.respHost,
    origPort: ends.respPort,
    respHost: ends.origHost,
    respPort: ends.origPort,
  }
  const at = {
    proto: columns.columnOf('proto'),
    id: columns.columnOf('dns.id'),
    kind: columns.columnOf('dns.type'),
    name: columns.columnOf('dns.rrname'),
    type: columns.columnOf('dns.rrtype'),
    queries: columns.columnOf('dns.queries', 'dns.query'),
    rcode: columns.columnOf('dns.rcode'),
    answers: columns.columnOf('dns.answers'),
    ttl: columns.columnOf('dns.ttl'),
    data: columns.columnOf('dns.rdata'),
    grouped: GROUPED.map((type) => columns.columnOf(`dns.grouped.${type}`)),
  }
  const protocols = {
    dns: rows.services.idOf('dns'),
    mdns: rows.services.idOf('mdns'),
    llmnr: rows.services.idOf('llmnr'),
  }
  const root = texts.internText('<Root>')
  /** Lookups by session, id, name and type, and the last one by session and id. */
  const open = new Map<string, number>()

  const remember = (key: string, lookup: number): void => {
    open.set(key, lookup)
    if (open.size <= MOST_OPEN) return
    const oldest = open.keys().next()
    if (oldest.done !== true) open.delete(oldest.value)
  }

  const add = (lookup: number, name: number, type: number, ttl: number, value: string | null): void => {
    const first = dns.firstAnswer[lookup]
    const count = dns.answers[lookup]
    if (count === 0xffff) return
    // Answers of one lookup lie side by side: those of earlier events move to the end.
    if (count === 0) dns.firstAnswer[lookup] = dnsAnswers.rows
    else if (first + count !== dnsAnswers.rows) {
      dns.firstAnswer[lookup] = dnsAnswers.rows
      for (let i = 0; i < count; i++) {
        const copy = dnsAnswers.addRow()
        for (const column of ['name', 'type', 'ttl', 'value'] as const)
          dnsAnswers[column][copy] = dnsAnswers[column][first + i]
      }
    }
    const place = dnsAnswers.addRow()
    dnsAnswers.name[place] = name
    dnsAnswers.type[place] = type
    dnsAnswers.ttl[place] = ttl
    dnsAnswers.value[place] = value === null || value === '' ? 0 : texts.internText(value)
    dns.answers[lookup] = count + 1
  }

  const answered = (row: LogRow, lookup: number): void => {
    const name = dns.query[lookup]
    const count = row.split(at.answers)
    if (count > 0) {
      for (let i = 0; i < count; i++) {
        const answer = objectOf(row.string(row.element(i)))
        if (answer === null) continue
        const { rrname, rrtype, ttl, rdata } = answer
        const owner = typeof rrname === 'string' && rrname !== '' ? texts.internText(rrname) : name
        const type = typeof rrtype === 'string' ? (dnsTypeNumber(rrtype) ?? 0) : 0
        add(lookup, owner, type, typeof ttl === 'number' ? ttl >>> 0 : 0, typeof rdata === 'string' ? rdata : null)
      }
      return
    }
    const data = row.string(at.data)
    if (data !== null) {
      const { name: owner, type } = questionOf(row.string(at.name), row.string(at.type))
      add(lookup, owner || name, type === NO_TYPE ? 0 : type, row.count(at.ttl) || 0, data)
      return
    }
    for (const [i, column] of at.grouped.entries())
      for (let value = 0, values = row.split(column); value < values; value++)
        add(lookup, name, dnsTypeNumber(GROUPED[i]) ?? 0, 0, row.string(row.element(value)))
  }

  /** Every question of an event: most have one. */
  const questions = (row: LogRow): { name: number; type: number }[] => {
    const found: { name: number; type: number }[] = []
    for (let i = 0, count = row.split(at.queries); i < count; i++) {
      const question = objectOf(row.string(row.element(i)))
      if (question !== null) found.push(questionOf(question.rrname, question.rrtype))
    }
    return found.length > 0 ? found : [questionOf(row.string(at.name), row.string(at.type))]
  }
  const questionOf = (name: unknown, type: unknown): { name: number; type: number } => ({
    name: typeof name !== 'string' ? 0 : name === '' ? root : texts.internText(name),
    type: typeof type === 'string' ? (dnsTypeNumber(type) ?? NO_TYPE) : NO_TYPE,
  })

  return (row) => {
    const time = rows.time(row, ends.ts)
    const proto = row.is(at.proto, 'tcp') ? TCP : UDP
    // From version 3 on the source of an answer is who answers; before it was the client.
    const isTurned = row.is(at.kind, 'response')
    const isAnswer = isTurned || row.is(at.kind, 'answer')
    const own = isTurned ? turned : ends
    const serverPort = row.port(own.respPort) || 0
    const protocol = serverPort === 5353 ? protocols.mdns : serverPort === 5355 ? protocols.llmnr : protocols.dns
    const session = rows.session(row, own, time, proto, protocol)
    const frame = rows.record(log, time, session)
    if (rows.isTold(dns, session)) return
    const id = row.count(at.id) || 0
    for (const { name, type } of questions(row)) {
      // An answer of version 1 names itself in place of the question.
      const isOne = isAnswer && row.textBytes(at.data)
      const key = `${session} ${id} ${name} ${type}`
      const ofId = `${session} ${id}`
      let lookup = isAnswer ? (open.get(key) ?? (isOne ? open.get(ofId) : undefined)) : undefined
      if (lookup === undefined) {
        lookup = dns.addRow()
        dns.protocol[lookup] = protocol
        dns.transport[lookup] = proto
        dns.session[lookup] = session
        dns.client[lookup] = row.address(own.origHost, tables.addresses) || sessions.origHost[session]
        dns.server[lookup] = row.address(own.respHost, tables.addresses) || sessions.respHost[session]
        dns.clientPort[lookup] = row.port(own.origPort) || 0
        dns.serverPort[lookup] = serverPort
        dns.transactionId[lookup] = id
        dns.query[lookup] = name
        dns.queryType[lookup] = type
        dns.rcode[lookup] = -1
        if (!isAnswer) dns.queryFrame[lookup] = frame
        remember(key, lookup)
        remember(ofId, lookup)
      }
      if (!isAnswer) continue
      if (dns.responseFrame[lookup] === 0) {
        const query = dns.queryFrame[lookup]
        // A record's response is so long after the record: see DnsTable.rtt.
        dns.responseFrame[lookup] = query || frame
        dns.rtt[lookup] = query === 0 ? 0 : time - records.time[recordOf(query)]
        const rcode = row.string(at.rcode)
        dns.rcode[lookup] = rcode === null ? 0 : (dnsRcodeNumber(rcode) ?? 0)
      }
      answered(row, lookup)
    }
  }
}

/** An object of JSON that the line was already checked to hold. */
function objectOf(text: string | null): Answer | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
