import type { CaptureTables } from '../tables/capture-tables.ts'
import type { SessionTable } from '../tables/sessions.ts'
import { addressScopes, INTERNAL, type NetworkLists } from './address-scope.ts'
import { type BeaconFilter, passesFilter, passesScopes } from './beacon-filter.ts'
import { eachGroup, grouped } from './row-groups.ts'
import { FoldedNames } from './folded-names.ts'
import { sortedOrder } from './sort-order.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'

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
  /** 'scorable': often enough for a score; 'strobe': too often for one; 'long': neither, but connected for long. */
  measure: 'scorable' | 'strobe' | 'long'
  /** Internal hosts that went to this destination in the window, of all internal hosts seen in it. */
  prevalence: number
  /** Row of the first session of the pair in the selection, before the window, too. */
  firstSeen: number
  /** Whether HTTP requests without a host are among its sessions (address pairs only). */
  missingHost: boolean
}

export type BeaconPairs = {
  /** Whole seconds since 1970: the newest 24 hours. */
  windowStart: number
  windowEnd: number
  pairs: BeaconPair[]
  /** Internal hosts at either end of what was looked at. */
  internalHosts: number
  /** Start of every session in whole seconds since 1970. */
  seconds: Float64Array
}

/**
 * RITA's units: `ip` pairs of addresses; `sni` names that an originator asked for, TLS server names and HTTP hosts
 * alike, whatever the server; `proxy` names asked for by CONNECT. An ip pair that has a session in a named pair worth
 * scoring (or an hour long) is left out: the name says more. `isIn` is 1 for each selected session.
 */
export function beaconPairs(
  tables: CaptureTables,
  isIn: Uint8Array,
  { filter, ...networks }: NetworkLists & { filter: BeaconFilter },
  longFrom = LONG_CONNECTION,
): BeaconPairs {
  const { sessions, addresses } = tables
  const scopes = addressScopes(addresses, networks)
  const { seconds, order: all, names, passing } = sessionFacts(tables, scopes)
  const { oldest, newest } = span(seconds, isIn, passing)
  const windowStart = Math.max(oldest, newest - DAY)
  // As RITA selects rows by the hour, what began in the hour before the window's start is in the lists.
  const from = Math.floor(windowStart / HOUR) * HOUR
  const asked = PASSING[filter]
  const order = rowsWhere(all, (row) => row !== 0 && isIn[row] === 1 && (passing[row] & asked) !== 0)
  const internal = internalHosts(tables, order, scopes)
  // Looked up all over the table: as small as can be.
  const isLong = new Uint8Array(sessions.rows)
  for (let row = 1; row < isLong.length; row++)
    isLong[row] = (sessions.end[row] - sessions.start[row]) / 1e9 >= longFrom ? 1 : 0
  const isAllNew = order.length === 0 || seconds[order[0]] >= from
  /** Where in rows[start, end), which are in the order of their starts, those of the window begin. */
  const since = (rows: Uint32Array, start: number, end: number): number => {
    if (isAllNew) return start
    let at = start
    while (at < end && seconds[rows[at]] < from) at++
    return at
  }
  const measureOf = (rows: Uint32Array, start: number, end: number): BeaconPair['measure'] | null => {
    if (end - start >= STROBE) return 'strobe'
    if (isScorable(rows, start, end, seconds)) return 'scorable'
    if (end - start === 1) return isLong[rows[start]] === 1 ? 'long' : null
    return lasting(sessions, rows, start, end) >= longFrom ? 'long' : null
  }
  const covered = new Uint8Array(sessions.rows)
  const pairs: BeaconPair[] = []
  for (const [kind, key] of [
    ['proxy', names.proxy],
    ['sni', names.server],
  ] as const) {
    const seen: { to: number; pair: BeaconPair }[] = []
    const hosts = new Map<number, number>()
    const groups = grouped(order, sessions.origHost, key, addresses.size, names.texts.length + 1)
    const named = groups.rows
    eachGroup(groups, (source, to, first, end) => {
      const start = since(named, first, end)
      if (start === end) return
      if (internal.is[source] === 1) hosts.set(to, (hosts.get(to) ?? 0) + 1)
      const measure = measureOf(named, start, end)
      const rows = named.subarray(start, end)
      if (measure !== null) {
        const destination = kind === 'proxy' ? sessions.respHost[rows[rows.length - 1]] : 0
        const name = names.texts[to - 1]
        const pair = { kind, source, destination, name, sessions: rows, measure, prevalence: 0, missingHost: false }
        seen.push({ to, pair: { ...pair, firstSeen: named[first] } })
      }
      if (measure === 'scorable' || duration(tables, rows) >= LONG_CONNECTION) for (const row of rows) covered[row] = 1
    })
    seen.sort((x, y) => byFirstSeen(sessions, x.pair, y.pair))
    for (const { to, pair } of seen)
      pairs.push({ ...pair, prevalence: (hosts.get(to) ?? 0) / Math.max(1, internal.count) })
  }
  const hosts = new Uint32Array(addresses.size)
  const ofAddresses: BeaconPair[] = []
  const groups = grouped(order, sessions.origHost, sessions.respHost, addresses.size, addresses.size)
  const grouping = groups.rows
  // Most pairs meet once or twice: nothing is made of them.
  eachGroup(groups, (source, destination, first, end) => {
    const start = since(grouping, first, end)
    if (start === end) return
    if (internal.is[source] === 1) hosts[destination]++
    const measure = measureOf(grouping, start, end)
    if (measure === null) return
    const rows = grouping.subarray(start, end)
    if (rows.some((row) => covered[row] === 1) || !passesFilter(scopes, source, destination, filter)) return
    const missingHost = rows.some((row) => names.hostless[row] === 1)
    const pair = { kind: 'ip', source, destination, name: null, sessions: rows, measure, missingHost } as const
    ofAddresses.push({ ...pair, prevalence: 0, firstSeen: grouping[first] })
  })
  ofAddresses.sort((x, y) => byFirstSeen(sessions, x, y))
  for (const pair of ofAddresses)
    pairs.push({ ...pair, prevalence: hosts[pair.destination] / Math.max(1, internal.count) })
  return { windowStart, windowEnd: newest, pairs, internalHosts: internal.count, seconds }
}

function byFirstSeen({ start }: SessionTable, x: BeaconPair, y: BeaconPair): number {
  return start[x.firstSeen] - start[y.firstSeen] || x.firstSeen - y.firstSeen
}

function rowsWhere(rows: Uint32Array, isWanted: (row: number) => boolean): Uint32Array {
  const found = new Uint32Array(rows.length)
  let length = 0
  for (let at = 0; at < rows.length; at++) if (isWanted(rows[at])) found[length++] = rows[at]
  return found.subarray(0, length)
}

/** `is`: 1 for each internal address at either end of the sessions. */
function internalHosts({ sessions }: CaptureTables, rows: Uint32Array, scopes: Uint8Array) {
  const seen = new Uint8Array(scopes.length)
  for (const row of rows) seen[sessions.origHost[row]] = seen[sessions.respHost[row]] = 1
  let count = 0
  for (let id = 0; id < seen.length; id++) {
    seen[id] = seen[id] & scopes[id] & INTERNAL
    count += seen[id]
  }
  return { is: seen, count }
}

/**
 * Seconds of the first and the last session that RITA's filter keeps; of all where most would go: a capture inside a
 * network or of a server has few sessions that go out.
 */
function span(seconds: Float64Array, isIn: Uint8Array, passing: Uint8Array): { oldest: number; newest: number } {
  const every = { oldest: Infinity, newest: -Infinity }
  const outgoing = { oldest: Infinity, newest: -Infinity }
  const counts = { outgoing: 0, every: 0 }
  for (let row = 1; row < seconds.length; row++) {
    if (isIn[row] === 0) continue
    const second = seconds[row]
    counts.every++
    if (second < every.oldest) every.oldest = second
    if (second > every.newest) every.newest = second
    if ((passing[row] & PASSING.outgoing) === 0) continue
    counts.outgoing++
    if (second < outgoing.oldest) outgoing.oldest = second
    if (second > outgoing.newest) outgoing.newest = second
  }
  return counts.outgoing * 2 >= counts.every ? outgoing : every
}

/** A bit for each filter. */
const PASSING: Readonly<Record<BeaconFilter, number>> = { none: 1, addresses: 2, crossing: 4, outgoing: 8 }
const EVERY_FILTER = 15
const FILTERS = ['none', 'addresses', 'crossing', 'outgoing'] as const

/** By session: the bits of the filters that it passes. */
function passedFilters({ sessions }: CaptureTables, names: SessionNames, scopes: Uint8Array): Uint8Array {
  const passing = new Uint8Array(sessions.rows)
  // Few addresses are in many sessions: what two scopes make of each other is worked out once.
  const made = new Uint8Array(8 * 8)
  for (let from = 0; from < 8; from++)
    for (let to = 0; to < 8; to++)
      for (const filter of FILTERS) if (passesScopes(from, to, filter)) made[from * 8 + to] |= PASSING[filter]
  for (let row = 1; row < sessions.rows; row++) {
    // A flow that has no time did not come back.
    if (Number.isNaN(sessions.start[row])) continue
    const bits = made[scopes[sessions.origHost[row]] * 8 + scopes[sessions.respHost[row]]]
    // To a proxy, which is mostly an internal host, a client goes for the sake of an external one.
    passing[row] = names.proxy[row] === 0 || (bits & PASSING.addresses) === 0 ? bits : EVERY_FILTER
  }
  return passing
}

/**
 * What no selection changes: starts in whole seconds since 1970, rows in the order of their starts, names asked for, and
 * which filters a session passes (bits of PASSING).
 */
type SessionFacts = {
  rows: number
  seconds: Float64Array
  order: Uint32Array
  names: SessionNames
  passing: Uint8Array
  scopes: Uint8Array
}
const facts = new WeakMap<CaptureTables, SessionFacts>()

function sessionFacts(tables: CaptureTables, scopes: Uint8Array): SessionFacts {
  const { sessions, packets, records, http, tlsHellos } = tables
  const rows = packets.rows + records.rows + http.rows + tlsHellos.rows
  const known = facts.get(tables)
  if (known?.rows === rows && known.seconds.length === sessions.rows) {
    if (known.scopes !== scopes) {
      known.passing = passedFilters(tables, known.names, scopes)
      known.scopes = scopes
    }
    return known
  }
  const seconds = new Float64Array(sessions.rows)
  for (let row = 1; row < sessions.rows; row++) seconds[row] = tables.baseSecond + Math.floor(sessions.start[row] / 1e9)
  const order = sortedOrder(sessions.start.subarray(0, sessions.rows), false)
  const names = namesOfSessions(tables)
  const made = { rows, seconds, order, names, passing: passedFilters(tables, names, scopes), scopes }
  facts.set(tables, made)
  return made
}

/** Sum of the sessions' durations in seconds. */
export function duration({ sessions }: CaptureTables, rows: Uint32Array): number {
  return lasting(sessions, rows, 0, rows.length)
}

function lasting(sessions: SessionTable, rows: Uint32Array, start: number, end: number): number {
  let total = 0
  for (let at = start; at < end; at++) total += sessions.end[rows[at]] - sessions.start[rows[at]]
  return total / 1e9
}

function isScorable(rows: Uint32Array, start: number, end: number, seconds: Float64Array): boolean {
  if (end - start < LEAST_TIMES || end - start >= STROBE) return false
  let distinct = 1
  for (let at = start + 1; at < end && distinct < LEAST_TIMES; at++)
    if (seconds[rows[at]] !== seconds[rows[at - 1]]) distinct++
  return distinct >= LEAST_TIMES
}

/** Per session the number of the name asked for, plus one; 0 = none. */
type SessionNames = {
  server: Uint32Array
  proxy: Uint32Array
  /** 1 where a request has no host. */
  hostless: Uint8Array
  texts: readonly string[]
}

function namesOfSessions(tables: CaptureTables): SessionNames {
  const { tlsHellos, http, sessions } = tables
  const names = new FoldedNames(tables.texts)
  const server = new Uint32Array(sessions.rows)
  const proxy = new Uint32Array(sessions.rows)
  const hostless = new Uint8Array(sessions.rows)
  // The newest request speaks for its connection, the name in TLS before any host in HTTP.
  for (let row = 0; row < http.rows; row++) {
    if (http.status[row] !== 0 || tables.protocolNames[http.protocol[row]] === 'ssdp') continue
    const isConnect = tables.texts.text(http.method[row]) === 'CONNECT'
    const host = http.host[row] || (isConnect ? http.uri[row] : 0)
    if (host === 0) hostless[http.session[row]] = 1
    else (isConnect ? proxy : server)[http.session[row]] = names.numberOf(host) + 1
  }
  for (let row = 0; row < tlsHellos.rows; row++)
    if (tlsHellos.kind[row] === CLIENT_HELLO && tlsHellos.serverName[row] !== 0) {
      const session = tlsHellos.session[row]
      const name = names.numberOf(tlsHellos.serverName[row]) + 1
      // Through the tunnel that CONNECT made the client asks for the same server once more.
      if (proxy[session] !== name) server[session] = name
    }
  return { server, proxy, hostless, texts: names.texts }
}
