import { cipherName, tlsVersionName } from '../tables/tls-names.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import { type List, listOf } from './list.ts'
import { PairIndex } from './pair-index.ts'
import { sessionCounts } from './session-counts.ts'
import { frameTime } from './times.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'

/** What sessions of TLS, QUIC and DTLS are told apart by: what clients send, and what servers choose. */
export type TlsValuesQuery = { by: TlsValueKind }
export type TlsValueKind = 'version' | 'cipher' | 'ja3' | 'ja4' | 'ja3s' | 'alpn'

/** One value in the hellos, and how rare it is in what is selected. */
export type TlsValue = {
  /** 'TLS 1.3', 'TLS_AES_128_GCM_SHA256', a fingerprint, 'h2'. */
  value: string
  /** Sessions with the value; `share` of those that have any value of the kind. */
  sessions: number
  share: number
  clients: number
  /** Share of the clients that have any value of the kind. */
  client_share: number
  servers: number
  /** Frames' bytes of those sessions. */
  bytes: number
  /** Server names asked for in those sessions, most frequent first, at most 5; `name_count` of all. */
  server_names: string[]
  name_count: number
  /** null when the capture has no times. */
  first_time: string | null
}

const MOST_NAMES = 5
/** Hellos that belong to no session count one each: beyond every row of sessions. */
const NO_SESSION = 0x8000_0000

type Read = (tables: CaptureTables, row: number) => readonly string[]

const SERVER_HELLO = CLIENT_HELLO + 1

const KINDS: Readonly<Record<TlsValueKind, { kind: number; read: Read }>> = {
  version: {
    kind: SERVER_HELLO,
    read: ({ tlsHellos: t }, row) => textList(tlsVersionName(t.selectedVersion[row] || t.version[row])),
  },
  cipher: { kind: SERVER_HELLO, read: ({ tlsHellos: t }, row) => textList(cipherName(t.cipher[row])) },
  ja3: { kind: CLIENT_HELLO, read: ({ tlsHellos: t, texts }, row) => textList(texts.text(t.ja3[row])) },
  ja4: { kind: CLIENT_HELLO, read: ({ tlsHellos: t, texts }, row) => textList(texts.text(t.ja4[row])) },
  ja3s: { kind: SERVER_HELLO, read: ({ tlsHellos: t, texts }, row) => textList(texts.text(t.ja3[row])) },
  alpn: { kind: CLIENT_HELLO, read: ({ tlsHellos: t, texts }, row) => texts.text(t.alpn[row]).split('\n') },
}

const textList = (text: string) => [text]

/** Values of one kind in selected hellos, most sessions first. Versions and ciphers are what servers chose; ALPN is what clients offer. */
export function tlsValues(tables: CaptureTables, selected: Selected | null, { by }: TlsValuesQuery): List<TlsValue> {
  const { tlsHellos: table, texts } = tables
  if (!Object.hasOwn(KINDS, by)) throw new Error(`TLS values are not told apart by ${by}`)
  const { kind, read } = KINDS[by]
  const numbers = new Map<string, number>()
  const found: { first: number; sessions: number; clients: number; servers: number; bytes: number }[] = []
  const names: Map<string, number>[] = []
  const sessions = new PairIndex()
  const clients = new PairIndex()
  const servers = new PairIndex()
  const allSessions = new Set<number>()
  const allClients = new Set<number>()
  const nameOfSession = serverNames(tables)
  const { bytes } = sessionCounts(tables, selected)
  for (let row = 0; row < table.rows; row++) {
    if (table.kind[row] !== kind || !hasFrame(selected, table.frame[row])) continue
    const session = table.session[row] === 0 ? NO_SESSION + row : table.session[row]
    const client = kind === CLIENT_HELLO ? table.source[row] : table.destination[row]
    const server = kind === CLIENT_HELLO ? table.destination[row] : table.source[row]
    for (const value of read(tables, row)) {
      if (value === '') continue
      let number = numbers.get(value)
      if (number === undefined) {
        number = found.push({ first: table.frame[row], sessions: 0, clients: 0, servers: 0, bytes: 0 }) - 1
        numbers.set(value, number)
        names.push(new Map())
      }
      allSessions.add(session)
      allClients.add(client)
      const entry = found[number]
      if (isNew(sessions, number, session)) {
        entry.sessions++
        if (table.session[row] !== 0) entry.bytes += bytes[session]
        const name = table.session[row] === 0 ? table.serverName[row] : nameOfSession[session]
        if (name !== 0) names[number].set(texts.text(name), (names[number].get(texts.text(name)) ?? 0) + 1)
      }
      if (isNew(clients, number, client)) entry.clients++
      if (isNew(servers, number, server)) entry.servers++
    }
  }
  const values = Array.from(numbers, ([value, number]): TlsValue => {
    const { first, ...counts } = found[number]
    const frequent = [...names[number]].sort((x, y) => y[1] - x[1]).map(([name]) => name)
    return {
      value,
      ...counts,
      share: counts.sessions / allSessions.size,
      client_share: counts.clients / allClients.size,
      server_names: frequent.slice(0, MOST_NAMES),
      name_count: frequent.length,
      first_time: frameTime(tables, first),
    }
  })
  return listOf(values.sort((x, y) => y.sessions - x.sessions))
}

function isNew(pairs: PairIndex, first: number, second: number): boolean {
  const known = pairs.size
  return pairs.of(first, second) === known
}

/** By session the server name (text id) that its client asks for. */
function serverNames({ tlsHellos: table, sessions }: CaptureTables): Uint32Array {
  const names = new Uint32Array(sessions.rows)
  for (let row = 0; row < table.rows; row++)
    if (table.kind[row] === CLIENT_HELLO && table.serverName[row] !== 0)
      names[table.session[row]] = table.serverName[row]
  return names
}
