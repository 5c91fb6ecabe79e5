import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { packetNumber } from './frame-source.ts'
import { type List, listOf, textKeys } from './list.ts'
import { PairIndex } from './pair-index.ts'
import { sessionCounts } from './session-counts.ts'
import { sortedOrder } from './sort-order.ts'
import { frameTime } from './times.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'
import { cipherName, tlsVersionName } from '../tables/tls-names.ts'

/** One a server name (or address where no name was sent), over TLS, QUIC and DTLS. */
export type TlsHost = {
  /** Server name; null = none was sent. */
  name: string | null
  /** Server addresses, at most 10. */
  servers: string[]
  clients: number
  /** Client hellos. */
  hellos: number
  /** Frames and bytes of the sessions that begin with these hellos. */
  frames: number
  bytes: number
  /** 'TLS 1.3' …, most frequent first. */
  versions: string[]
  ciphers: string[]
  transports: string[]
  alpn: string[]
  ja3: string[]
  ja4: string[]
  ja3s: string[]
  /** Common name of the leaf certificate, where one is visible. */
  certificate: string | null
  /** null: told by a log. */
  first_frame: number | null
  /** null when the capture has no times. */
  first_time: string | null
}

const MOST_SERVERS = 10

/** Rows of a table by group: those of group g are rows[starts[g]] … rows[starts[g + 1] - 1], in the table's order. */
type Groups = { starts: Uint32Array; rows: Uint32Array }

/** What is known of every host before anybody looks at it. */
type Hosts = {
  /** Text id; 0 = no name was sent. */
  names: number[]
  firstFrames: number[]
  frames: Float64Array
  bytes: Float64Array
  clientHellos: Groups
  /** Of the sessions that begin with those. */
  serverHellos: Groups
  /** Row of the first leaf certificate; -1 = none is visible. */
  certificates: Int32Array
  /** By session: 1 where its server's hello was seen. */
  answered: Uint8Array
}

/**
 * The servers that selected ClientHellos name; those that name none are told apart by server address. Versions, ciphers
 * and ALPN are what the servers chose where their hello was seen (ALPN: else what was offered). Most bytes first.
 */
export function tlsHosts(tables: CaptureTables, selected: Selected | null): List<TlsHost> {
  const hosts = hostsOf(tables, selected)
  const order = sortedOrder(hosts.bytes, true)
  const row = (index: number): TlsHost => described(tables, hosts, order[index])
  const numbers: Readonly<Record<string, (host: number) => number>> = {
    hellos: (host) => hosts.clientHellos.starts[host + 1] - hosts.clientHellos.starts[host],
    frames: (host) => hosts.frames[host],
    bytes: (host) => hosts.bytes[host],
    first_frame: (host) => hosts.firstFrames[host],
  }
  const sortKeys = (key: string): Float64Array | null => {
    if (key === 'name') return textKeys(Array.from(order, (host) => tables.texts.textOrNull(hosts.names[host])))
    if (Object.hasOwn(numbers, key)) return Float64Array.from(order, numbers[key])
    return listOf(Array.from(order, (_, index) => row(index))).sortKeys(key)
  }
  return { length: order.length, row, sortKeys }
}

function hostsOf(tables: CaptureTables, selected: Selected | null): Hosts {
  const { tlsHellos: table, certificates, sessions } = tables
  const keys = new PairIndex()
  const own = new PairIndex()
  const firstFrames: number[] = []
  const hostOfHello = new Int32Array(table.rows).fill(-1)
  const hostOfSession = new Int32Array(sessions.rows).fill(-1)
  for (let row = 0; row < table.rows; row++) {
    if (table.kind[row] !== CLIENT_HELLO || !hasFrame(selected, table.frame[row])) continue
    const name = table.serverName[row]
    const host = keys.of(name, name === 0 ? table.destination[row] : 0)
    if (host === firstFrames.length) firstFrames.push(table.frame[row])
    hostOfHello[row] = host
    const session = table.session[row]
    if (session === 0) continue
    own.of(host, session)
    hostOfSession[session] = host
  }
  const count = firstFrames.length
  const frames = new Float64Array(count)
  const bytes = new Float64Array(count)
  const counts = sessionCounts(tables, selected)
  for (let pair = 0; pair < own.size; pair++) {
    frames[own.first[pair]] += counts.frames[own.second[pair]]
    bytes[own.first[pair]] += counts.bytes[own.second[pair]]
  }
  const answered = new Uint8Array(sessions.rows)
  const hostOfAnswer = new Int32Array(table.rows).fill(-1)
  for (let row = 0; row < table.rows; row++) {
    const session = table.session[row]
    if (table.kind[row] === CLIENT_HELLO || session === 0 || hostOfSession[session] < 0) continue
    hostOfAnswer[row] = hostOfSession[session]
    answered[session] = 1
  }
  const leaves = new Int32Array(count).fill(-1)
  for (let row = certificates.rows - 1; row >= 0; row--) {
    const host = hostOfSession[certificates.session[row]]
    if (host >= 0 && certificates.index[row] === 0 && certificates.subjectCommonName[row] !== 0) leaves[host] = row
  }
  return {
    names: Array.from({ length: count }, (_, host) => keys.first[host]),
    firstFrames,
    frames,
    bytes,
    clientHellos: grouped(hostOfHello, count),
    serverHellos: grouped(hostOfAnswer, count),
    certificates: leaves,
    answered,
  }
}

/** A counting sort; rows of group -1 are left out. */
function grouped(groupOf: Int32Array, groups: number): Groups {
  const starts = new Uint32Array(groups + 1)
  for (const group of groupOf) if (group >= 0) starts[group]++
  for (let group = 1; group <= groups; group++) starts[group] += starts[group - 1]
  const rows = new Uint32Array(starts[groups])
  for (let row = groupOf.length - 1; row >= 0; row--) if (groupOf[row] >= 0) rows[--starts[groupOf[row]]] = row
  return { starts, rows }
}

function members({ starts, rows }: Groups, group: number): Uint32Array {
  return rows.subarray(starts[group], starts[group + 1])
}

function described(tables: CaptureTables, hosts: Hosts, host: number): TlsHost {
  const { tlsHellos: table, texts, addresses, certificates } = tables
  const servers = new Set<number>()
  const clients = new Set<number>()
  const versions = new Map<string, number>()
  const ciphers = new Map<string, number>()
  const transports = new Map<string, number>()
  const alpn = new Map<string, number>()
  const ja3 = new Map<string, number>()
  const ja4 = new Map<string, number>()
  const ja3s = new Map<string, number>()
  for (const row of members(hosts.serverHellos, host)) {
    count(versions, tlsVersionName(table.selectedVersion[row] || table.version[row]))
    count(ciphers, cipherName(table.cipher[row]))
    count(ja3s, texts.text(table.ja3[row]))
    for (const protocol of split(texts.text(table.alpn[row]), '\n')) count(alpn, protocol)
  }
  const hellos = members(hosts.clientHellos, host)
  for (const row of hellos) {
    servers.add(table.destination[row])
    clients.add(table.source[row])
    count(transports, texts.text(table.transport[row]))
    count(ja3, texts.text(table.ja3[row]))
    count(ja4, texts.text(table.ja4[row]))
    if (table.session[row] === 0 || hosts.answered[table.session[row]] === 1) continue
    for (const protocol of split(texts.text(table.alpn[row]), '\n')) count(alpn, protocol)
  }
  const leaf = hosts.certificates[host]
  return {
    name: texts.textOrNull(hosts.names[host]),
    servers: [...servers]
      .sort((x, y) => addresses.compare(x, y))
      .slice(0, MOST_SERVERS)
      .map((id) => addresses.text(id)),
    clients: clients.size,
    hellos: hellos.length,
    frames: hosts.frames[host],
    bytes: hosts.bytes[host],
    versions: mostFrequent(versions),
    ciphers: mostFrequent(ciphers),
    transports: mostFrequent(transports),
    alpn: mostFrequent(alpn),
    ja3: mostFrequent(ja3),
    ja4: mostFrequent(ja4),
    ja3s: mostFrequent(ja3s),
    certificate: leaf < 0 ? null : texts.textOrNull(certificates.subjectCommonName[leaf]),
    first_frame: packetNumber(hosts.firstFrames[host]),
    first_time: frameTime(tables, hosts.firstFrames[host]),
  }
}

function count(values: Map<string, number>, value: string): void {
  if (value !== '') values.set(value, (values.get(value) ?? 0) + 1)
}

function mostFrequent(values: Map<string, number>): string[] {
  return [...values].sort((x, y) => y[1] - x[1]).map(([value]) => value)
}

function split(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}
