import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord } from '../tables/records.ts'
import type { Selected } from '../tables/selected.ts'
import { uidOf } from '../tables/session-ids.ts'
import { selectedLookups } from './dns-lookups.ts'
import { FoldedNames } from './folded-names.ts'
import { type List, listOf } from './list.ts'
import { median } from './median.ts'
import { groupsOf, NumberList } from './number-list.ts'
import { PairIndex } from './pair-index.ts'
import { sortedOrder } from './sort-order.ts'
import { frameNanoseconds } from './times.ts'

/** A name that a client was told addresses of, and the sessions in which it then went to them. */
export type DnsAnswerSessions = {
  client: string
  /** In lower case. */
  name: string
  /** Answered addresses, at most 10; `address_count` of all. */
  addresses: string[]
  address_count: number
  /** Answered lookups. */
  lookups: number
  sessions: number
  packets: number
  bytes: number
  /** Protocols of those sessions, most frequent first. */
  services: string[]
  /** Seconds from an answer to the first session that used it; the median of all answers that were used. */
  median_seconds: number | null
  /** An expression that selects the sessions; null when there are none. */
  filter: string | null
}

const A = 1
const AAAA = 28
const MOST_ADDRESSES = 10
/** Sessions that an expression names one by one; more are named by their ends. */
const MOST_UIDS = 40

/** An answered address of a lookup: who was told it, and when. */
type Answers = {
  /** Client and address (text id) of each; pairs.of(client, text). */
  pairs: PairIndex
  /** By pair: its answers in the order of time. */
  start: Uint32Array
  at: Uint32Array
  time: Float64Array
  lookup: Uint32Array
}

/**
 * By client and name: selected lookups that were answered with addresses, joined to the sessions that the client then
 * began with one of them, in the whole capture. A session belongs to the latest answer before it that gave its address.
 * A client that asks over IPv4 and then speaks IPv6 is two addresses: its sessions are not joined.
 */
export function dnsAnswerSessions(tables: CaptureTables, selected: Selected | null): List<DnsAnswerSessions> {
  const { dns, texts, addresses, sessions } = tables
  const answers = answersOf(tables, selectedLookups(tables, selected))
  const names = new FoldedNames(texts)
  const keys = new PairIndex()
  const keyOfLookup = new Map<number, number>()
  const found: Found[] = []
  for (let at = 0; at < answers.lookup.length; at++) {
    const row = answers.lookup[at]
    if (keyOfLookup.has(row)) continue
    const key = keys.of(dns.client[row], names.numberOf(dns.query[row]))
    keyOfLookup.set(row, key)
    const entry = (found[key] ??= { lookups: 0, addresses: new Set(), sessions: [], seconds: [], used: new Set() })
    entry.lookups++
    for (const text of answerTexts(tables, row)) entry.addresses.add(text)
  }
  const textOfAddress = answeredAddresses(tables, answers)
  // By start: the first session after an answer says how soon it was used.
  const order = sortedOrder(sessions.start.subarray(0, sessions.rows), false)
  for (const session of order) {
    if (session === 0 || textOfAddress[sessions.respHost[session]] === 0) continue
    const pair = answers.pairs.find(sessions.origHost[session], textOfAddress[sessions.respHost[session]])
    if (pair < 0) continue
    const last = lastBefore(answers, pair, sessions.start[session])
    if (last < 0) continue
    const row = answers.lookup[last]
    // The lookup's own session, when a resolver was asked for itself.
    if (dns.session[row] === session) continue
    const entry = found[keyOfLookup.get(row)!]
    entry.sessions.push(session)
    if (entry.used.has(row)) continue
    entry.used.add(row)
    entry.seconds.push((sessions.start[session] - answers.time[last]) / 1e9)
  }
  const described = found.map((entry, key): DnsAnswerSessions => {
    const list = [...entry.addresses].map((text) => texts.text(text))
    const client = addresses.text(keys.first[key])
    return {
      client,
      name: names.texts[keys.second[key]],
      addresses: list.slice(0, MOST_ADDRESSES),
      address_count: list.length,
      lookups: entry.lookups,
      sessions: entry.sessions.length,
      packets: sum(entry.sessions, (row) => sessions.origPackets[row] + sessions.respPackets[row]),
      bytes: sum(entry.sessions, (row) => sessions.wireBytes(row, 0) + sessions.wireBytes(row, 1)),
      services: services(tables, entry.sessions),
      median_seconds: median(entry.seconds),
      filter: filterOf(tables, client, list, entry.sessions),
    }
  })
  return listOf(described.sort((x, y) => y.sessions - x.sessions || y.bytes - x.bytes))
}

type Found = {
  lookups: number
  /** Text ids. */
  addresses: Set<number>
  sessions: number[]
  seconds: number[]
  /** Lookups whose answer a session used. */
  used: Set<number>
}

function* answerTexts({ dns, dnsAnswers }: CaptureTables, row: number): Generator<number> {
  const first = dns.firstAnswer[row]
  for (let at = first; at < first + dns.answers[row]; at++)
    if ((dnsAnswers.type[at] === A || dnsAnswers.type[at] === AAAA) && dnsAnswers.value[at] !== 0)
      yield dnsAnswers.value[at]
}

function answersOf(tables: CaptureTables, rows: Uint32Array): Answers {
  const { dns, protocolNames } = tables
  const pairs = new PairIndex()
  const keys = new NumberList()
  const lookups = new NumberList()
  const times = new NumberList()
  for (const row of rows) {
    if (dns.query[row] === 0 || dns.responseFrame[row] === 0 || protocolNames[dns.protocol[row]] !== 'dns') continue
    const time = answerTime(tables, row)
    if (Number.isNaN(time)) continue
    for (const text of answerTexts(tables, row)) {
      keys.push(pairs.of(dns.client[row], text))
      lookups.push(row)
      times.push(time)
    }
  }
  const order = sortedOrder(times.values.slice(0, times.length), false)
  const sorted = (list: NumberList) => Uint32Array.from(order, (at) => list.values[at])
  return {
    pairs,
    ...groupsOf(sorted(keys), order.length, pairs.size),
    time: Float64Array.from(order, (at) => times.values[at]),
    lookup: sorted(lookups),
  }
}

function answerTime(tables: CaptureTables, row: number): number {
  const { responseFrame, rtt } = tables.dns
  const time = frameNanoseconds(tables, responseFrame[row])
  return isRecord(responseFrame[row]) && !Number.isNaN(rtt[row]) ? time + rtt[row] : time
}

/** The text id under which an address was answered, by its id; 0 = it was not. */
function answeredAddresses({ addresses, sessions, texts }: CaptureTables, { pairs }: Answers): Uint32Array {
  const textIds = new Map<string, number>()
  for (let pair = 0; pair < pairs.size; pair++) textIds.set(texts.text(pairs.second[pair]), pairs.second[pair])
  const answered = new Uint32Array(addresses.size)
  const isKnown = new Uint8Array(addresses.size)
  if (textIds.size === 0) return answered
  for (let row = 1; row < sessions.rows; row++) {
    const id = sessions.respHost[row]
    if (isKnown[id] === 1) continue
    isKnown[id] = 1
    answered[id] = textIds.get(addresses.text(id)) ?? 0
  }
  return answered
}

/** The place of the latest answer of a pair at or before a time; -1 = none. */
function lastBefore({ start, at, time }: Answers, pair: number, moment: number): number {
  let low = start[pair]
  let high = start[pair + 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[at[middle]] <= moment) low = middle + 1
    else high = middle
  }
  return low === start[pair] ? -1 : at[low - 1]
}

function services({ sessions, protocolNames }: CaptureTables, rows: readonly number[]): string[] {
  const counts = new Map<number, number>()
  for (const row of rows)
    if (sessions.service[row] !== 0) counts.set(sessions.service[row], (counts.get(sessions.service[row]) ?? 0) + 1)
  return [...counts].sort((x, y) => y[1] - x[1]).map(([service]) => protocolNames[service])
}

function filterOf(
  tables: CaptureTables,
  client: string,
  addresses: readonly string[],
  rows: readonly number[],
): string | null {
  if (rows.length === 0) return null
  if (rows.length <= MOST_UIDS) return `uid == [${rows.map((row) => uidOf(tables, row)).join(',')}]`
  return `ip.src == ${client} and ip.dst == [${addresses.join(',')}]`
}

function sum(rows: readonly number[], value: (row: number) => number): number {
  return rows.reduce((total, row) => total + value(row), 0)
}
