import type { CaptureTables } from '../tables/capture-tables.ts'
import { type BeaconFilter, passesFilter } from './beacon-filter.ts'
import { PairIndex } from './pair-index.ts'
import { sortedOrder } from './sort-order.ts'

const DAY = 86400
const HOUR = 3600
/** So many connections in the window are a strobe, not a beacon. */
const STROBE = 86400
const LEAST_TIMES = 4
const LONG_CONNECTION = 3600

/** Sessions of one originator to one destination, in time order. */
export type BeaconPair = {
  kind: 'ip' | 'sni' | 'proxy'
  source: number
  /** Address id; 0 where a name stands for any number of servers. */
  destination: number
  name: string | null
  sessions: Uint32Array
}

export type BeaconPairs = {
  /** Whole seconds since 1970: the newest 24 hours. */
  windowStart: number
  windowEnd: number
  /** Those with enough connections to be scored. */
  pairs: BeaconPair[]
  /** Start of every session in whole seconds since 1970. */
  seconds: Float64Array
}

/**
 * RITA's units: `ip` pairs of addresses; `sni` names that an originator asked for, TLS server names and HTTP hosts
 * alike, whatever the server; `proxy` names asked for by CONNECT. An ip pair that has a session in a named pair worth
 * scoring (or an hour long) is left out: the name says more. `selected` has the frames of each session; 0 = not selected.
 */
export function beaconPairs(tables: CaptureTables, selected: Float64Array, filter: BeaconFilter): BeaconPairs {
  const { sessions, addresses } = tables
  const seconds = new Float64Array(sessions.rows)
  let newest = Number.NEGATIVE_INFINITY
  let oldest = Number.POSITIVE_INFINITY
  for (let row = 1; row < sessions.rows; row++) {
    seconds[row] = tables.baseSecond + Math.floor(sessions.start[row] / 1e9)
    if (selected[row] === 0) continue
    newest = Math.max(newest, seconds[row])
    oldest = Math.min(oldest, seconds[row])
  }
  const windowStart = Math.max(oldest, newest - DAY)
  // As RITA selects rows by the hour, what began in the hour before the window's start is in the lists.
  const from = Math.floor(windowStart / HOUR) * HOUR
  const usable = new Uint8Array(sessions.rows)
  for (let row = 1; row < sessions.rows; row++)
    if (selected[row] > 0 && seconds[row] >= from)
      usable[row] = passesFilter(addresses, sessions.origHost[row], sessions.respHost[row], filter) ? 1 : 0

  const order = sortedOrder(sessions.start.subarray(0, sessions.rows), false).filter((row) => usable[row] === 1)
  const names = namesOfSessions(tables)
  const named = [
    ...grouped(tables, order, names.proxy, 'proxy', names.texts),
    ...grouped(tables, order, names.tls, 'sni', names.texts, names.http),
  ]
  const covered = new Uint8Array(sessions.rows)
  for (const { sessions: rows } of named)
    if (isScorable(rows, seconds) || duration(tables, rows) >= LONG_CONNECTION) for (const row of rows) covered[row] = 1
  const byAddress = grouped(tables, order, null, 'ip', names.texts).filter(
    ({ sessions: rows }) => !rows.some((row) => covered[row] === 1),
  )
  return {
    windowStart,
    windowEnd: newest,
    pairs: [...named, ...byAddress].filter(({ sessions: rows }) => isScorable(rows, seconds)),
    seconds,
  }
}

/** Sum of the sessions' durations in seconds. */
export function duration(tables: CaptureTables, rows: Uint32Array): number {
  let total = 0
  for (const row of rows) total += tables.sessions.end[row] - tables.sessions.start[row]
  return total / 1e9
}

function isScorable(rows: Uint32Array, seconds: Float64Array): boolean {
  if (rows.length < LEAST_TIMES || rows.length >= STROBE) return false
  let distinct = 1
  for (let at = 1; at < rows.length && distinct < LEAST_TIMES; at++)
    if (seconds[rows[at]] !== seconds[rows[at - 1]]) distinct++
  return distinct >= LEAST_TIMES
}

/** Per session the number of the name asked for in `texts`; 0 = none. */
type SessionNames = { tls: Uint32Array; http: Uint32Array; proxy: Uint32Array; texts: string[] }

function namesOfSessions(tables: CaptureTables): SessionNames {
  const { tlsHellos, http } = tables
  const rows = tables.sessions.rows
  const names: SessionNames = {
    tls: new Uint32Array(rows),
    http: new Uint32Array(rows),
    proxy: new Uint32Array(rows),
    texts: [''],
  }
  const numbers = new Map<string, number>()
  const byText = new Map<number, number>()
  const numberOf = (text: number): number => {
    const known = byText.get(text)
    if (known !== undefined) return known
    const name = tables.texts.text(text).toLowerCase()
    const number = numbers.get(name) ?? names.texts.push(name) - 1
    numbers.set(name, number)
    byText.set(text, number)
    return number
  }
  for (let row = 0; row < tlsHellos.rows; row++)
    if (tlsHellos.kind[row] === 1 && tlsHellos.serverName[row] !== 0)
      names.tls[tlsHellos.session[row]] = numberOf(tlsHellos.serverName[row])
  // The newest request speaks for its connection.
  for (let row = 0; row < http.rows; row++) {
    if (http.status[row] !== 0 || tables.protocolNames[http.protocol[row]] === 'ssdp') continue
    const session = http.session[row]
    if (tables.texts.text(http.method[row]) === 'CONNECT') {
      const host = http.host[row] || http.uri[row]
      if (host !== 0) names.proxy[session] = numberOf(host)
    } else if (http.host[row] !== 0) names.http[session] = numberOf(http.host[row])
  }
  names.tls[0] = 0
  names.http[0] = 0
  names.proxy[0] = 0
  return names
}

/** Sessions by originator and name (`key`, else `fallback`), or by address pair where there is no key. */
function grouped(
  tables: CaptureTables,
  order: Uint32Array,
  key: Uint32Array | null,
  kind: BeaconPair['kind'],
  texts: readonly string[],
  fallback: Uint32Array | null = null,
): BeaconPair[] {
  const { sessions } = tables
  const index = new PairIndex()
  const pairOf = new Int32Array(order.length).fill(-1)
  const counts: number[] = []
  for (let at = 0; at < order.length; at++) {
    const row = order[at]
    const to = key === null ? sessions.respHost[row] : key[row] || (fallback?.[row] ?? 0)
    if (key !== null && to === 0) continue
    const pair = index.of(sessions.origHost[row], to)
    counts[pair] = (counts[pair] ?? 0) + 1
    pairOf[at] = pair
  }
  const lists = counts.map((count) => new Uint32Array(count))
  const filled = new Uint32Array(counts.length)
  for (let at = 0; at < order.length; at++) if (pairOf[at] >= 0) lists[pairOf[at]][filled[pairOf[at]]++] = order[at]
  return lists.map((rows, pair) => ({
    kind,
    source: index.first[pair],
    destination: kind === 'ip' ? index.second[pair] : kind === 'proxy' ? sessions.respHost[rows[rows.length - 1]] : 0,
    name: key === null ? null : texts[index.second[pair]],
    sessions: rows,
  }))
}
