import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { sessionCounts } from './session-counts.ts'
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
  first_frame: number
  /** null when the capture has no times. */
  first_time: string | null
}

const MOST_SERVERS = 10

/** What is gathered of a host: values with how often each was seen. */
type Gathered = {
  name: string | null
  servers: Set<number>
  clients: Set<number>
  sessions: Set<number>
  hellos: number
  versions: Map<string, number>
  ciphers: Map<string, number>
  transports: Map<string, number>
  alpn: Map<string, number>
  ja3: Map<string, number>
  ja4: Map<string, number>
  ja3s: Map<string, number>
  certificate: string | null
  firstFrame: number
}

/**
 * The servers that selected ClientHellos name; those that name none are told apart by server address. Versions, ciphers
 * and ALPN are what the servers chose where their hello was seen (ALPN: else what was offered). Most bytes first.
 */
export function tlsHosts(tables: CaptureTables, selected: Selected | null): TlsHost[] {
  const { tlsHellos: table, texts, certificates } = tables
  const hosts = new Map<string, Gathered>()
  const bySession = new Map<number, Gathered>()
  for (let row = 0; row < table.rows; row++) {
    if (table.kind[row] !== CLIENT_HELLO || !hasFrame(selected, table.frame[row])) continue
    const server = table.destination[row]
    const key = table.serverName[row] === 0 ? `address ${server}` : `name ${table.serverName[row]}`
    let host = hosts.get(key)
    if (host === undefined) {
      host = gathered(texts.textOrNull(table.serverName[row]), table.frame[row])
      hosts.set(key, host)
    }
    const session = table.session[row]
    host.servers.add(server)
    host.clients.add(table.source[row])
    host.hellos++
    count(host.transports, texts.text(table.transport[row]))
    count(host.ja3, texts.text(table.ja3[row]))
    count(host.ja4, texts.text(table.ja4[row]))
    if (session !== 0) {
      host.sessions.add(session)
      bySession.set(session, host)
    }
  }
  const chosen = serverChoices(tables, bySession)
  for (let row = 0; row < table.rows; row++) {
    if (table.kind[row] !== CLIENT_HELLO || !hasFrame(selected, table.frame[row]) || chosen.has(table.session[row]))
      continue
    for (const protocol of split(texts.text(table.alpn[row]), '\n')) {
      const host = bySession.get(table.session[row])
      if (host !== undefined) count(host.alpn, protocol)
    }
  }
  for (let row = 0; row < certificates.rows; row++) {
    const host = bySession.get(certificates.session[row])
    if (host !== undefined && certificates.index[row] === 0)
      host.certificate ??= texts.textOrNull(certificates.subjectCommonName[row])
  }
  const counts = sessionCounts(tables, selected)
  return [...hosts.values()].map((host) => finished(tables, host, counts)).sort((x, y) => y.bytes - x.bytes)
}

/** Adds what ServerHellos say to the hosts of their sessions; answers the sessions that have one. */
function serverChoices(tables: CaptureTables, bySession: Map<number, Gathered>): Set<number> {
  const { tlsHellos: table, texts } = tables
  const sessions = new Set<number>()
  for (let row = 0; row < table.rows; row++) {
    const host = table.kind[row] === CLIENT_HELLO ? undefined : bySession.get(table.session[row])
    if (host === undefined) continue
    sessions.add(table.session[row])
    count(host.versions, tlsVersionName(table.selectedVersion[row] || table.version[row]))
    count(host.ciphers, cipherName(table.cipher[row]))
    count(host.ja3s, texts.text(table.ja3[row]))
    for (const protocol of split(texts.text(table.alpn[row]), '\n')) count(host.alpn, protocol)
  }
  return sessions
}

function gathered(name: string | null, firstFrame: number): Gathered {
  return {
    name,
    servers: new Set(),
    clients: new Set(),
    sessions: new Set(),
    hellos: 0,
    versions: new Map(),
    ciphers: new Map(),
    transports: new Map(),
    alpn: new Map(),
    ja3: new Map(),
    ja4: new Map(),
    ja3s: new Map(),
    certificate: null,
    firstFrame,
  }
}

function finished(
  tables: CaptureTables,
  host: Gathered,
  counts: { frames: Float64Array; bytes: Float64Array },
): TlsHost {
  const { addresses } = tables
  let frames = 0
  let bytes = 0
  for (const session of host.sessions) {
    frames += counts.frames[session]
    bytes += counts.bytes[session]
  }
  return {
    name: host.name,
    servers: [...host.servers]
      .sort((x, y) => addresses.compare(x, y))
      .slice(0, MOST_SERVERS)
      .map((id) => addresses.text(id)),
    clients: host.clients.size,
    hellos: host.hellos,
    frames,
    bytes,
    versions: mostFrequent(host.versions),
    ciphers: mostFrequent(host.ciphers),
    transports: mostFrequent(host.transports),
    alpn: mostFrequent(host.alpn),
    ja3: mostFrequent(host.ja3),
    ja4: mostFrequent(host.ja4),
    ja3s: mostFrequent(host.ja3s),
    certificate: host.certificate,
    first_frame: host.firstFrame,
    first_time: frameTime(tables, host.firstFrame),
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
