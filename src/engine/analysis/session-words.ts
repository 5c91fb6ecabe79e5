import type { CaptureTables } from '../tables/capture-tables.ts'
import { rowsOfSession } from './session-rows.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'

/** Values of one field that say what a session was about; `more`: how many others there are. */
export type SessionWords = { field: string; values: string[]; more: number }

const SHOWN = 3
/** Rows of a session that are looked at: a resolver's session may hold millions of lookups. */
const LOOKED_AT = 1000

/** Arkime's info column: names asked for, pages, server names, SSH programs; at most three values each. */
export function sessionWords(tables: CaptureTables, session: number): SessionWords[] {
  const { dns, http, tlsHellos, ssh, texts } = tables
  const words = [
    firstOf(
      'query',
      values(rowsOfSession(tables, dns, session), (row) => texts.textOrNull(dns.query[row])),
    ),
    firstOf(
      'http.uri',
      values(rowsOfSession(tables, http, session), (row) =>
        http.status[row] === 0 ? pageOf(texts.text(http.host[row]), texts.text(http.uri[row])) : null,
      ),
    ),
    firstOf(
      'server_name',
      values(rowsOfSession(tables, tlsHellos, session), (row) =>
        tlsHellos.kind[row] === CLIENT_HELLO ? texts.textOrNull(tlsHellos.serverName[row]) : null,
      ),
    ),
    firstOf(
      'ssh.ver',
      values(rowsOfSession(tables, ssh, session), (row) => texts.textOrNull(ssh.clientVersion[row])),
    ),
    firstOf(
      'ssh.ver',
      values(rowsOfSession(tables, ssh, session), (row) => texts.textOrNull(ssh.serverVersion[row])),
    ),
  ]
  return words.filter(({ values }) => values.length > 0)
}

/** Arkime's http.uri: host and path, no scheme. */
export function pageOf(host: string, uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
  return host === '' ? uri : host + (uri.startsWith('/') || path !== uri ? path : ` ${uri}`)
}

function values(rows: Uint32Array, read: (row: number) => string | null): Set<string> {
  const found = new Set<string>()
  for (const row of rows.subarray(0, LOOKED_AT)) {
    const value = read(row)
    if (value !== null && value !== '') found.add(value)
  }
  return found
}

function firstOf(field: string, found: Set<string>): SessionWords {
  return { field, values: [...found].slice(0, SHOWN), more: Math.max(0, found.size - SHOWN) }
}
