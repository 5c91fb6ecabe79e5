import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Table } from '../tables/column.ts'
import { dnsRcodeName, dnsTypeName } from '../tables/dns-names.ts'
import { isRecord } from '../tables/records.ts'
import { cipherName, tlsVersionName } from '../tables/tls-names.ts'
import type { ReadEntry, SessionEntries } from './session-entries.ts'
import { evidenceGroups } from './session-evidence-groups.ts'
import { logGroups } from './session-log-groups.ts'
import { sessionProtocols } from './session-protocols.ts'
import { rowsOfSession } from './session-rows.ts'
import { type Session, sessionAt } from './sessions.ts'
import { CLIENT_HELLO } from './tls-hellos.ts'

/** What is known under one name: different values in the order in which they were seen. */
export type SessionEntry = {
  label: string
  /** The field of expressions that has these values; null where none has. */
  field: string | null
  values: string[]
  /** Values beyond those. */
  more: number
}

/** What one table knows of a session. */
export type SessionGroup = { title: string /** Rows of the table. */; rows: number; entries: SessionEntry[] }

/** A session with what every table that points at it says: lookups, requests, hellos …, and Zeek's other logs. */
export type SessionDetails = { session: Session; groups: SessionGroup[] }

/** Values of one entry; rows of one table that are looked at. */
const MOST_VALUES = 200
const MOST_ROWS = 10_000
const NO_TYPE = 0xffffffff

type Read = ReadEntry
type Group = {
  title: string
  table: (tables: CaptureTables) => Table & { session: Uint32Array }
  entries: readonly (readonly [label: string, field: string | null, read: Read])[]
}

const list = (text: string, separator: string): string[] => (text === '' ? [] : text.split(separator))

const dns: Group = {
  title: 'DNS',
  table: (tables) => tables.dns,
  entries: [
    ['Names asked for', 'query', ({ dns: t, texts }, row) => texts.textOrNull(t.query[row])],
    ['Types', 'qtype_name', ({ dns: t }, row) => (t.queryType[row] === NO_TYPE ? null : dnsTypeName(t.queryType[row]))],
    ['Responses', 'rcode_name', ({ dns: t }, row) => (t.rcode[row] < 0 ? null : zeekRcode(t.rcode[row]))],
    [
      'Answers',
      'answers',
      ({ dns: t, dnsAnswers, texts }, row) =>
        Array.from({ length: t.answers[row] }, (_, i) => texts.textOrNull(dnsAnswers.value[t.firstAnswer[row] + i])),
    ],
    [
      'Never answered',
      null,
      ({ dns: t, texts }, row) => (t.responseFrame[row] === 0 ? texts.textOrNull(t.query[row]) : null),
    ],
    [
      'Never asked',
      null,
      ({ dns: t, texts }, row) => (t.queryFrame[row] === 0 ? texts.textOrNull(t.query[row]) : null),
    ],
  ],
}

/** As the field rcode_name has it. */
function zeekRcode(rcode: number): string {
  const names = 'NOERROR FORMERR SERVFAIL NXDOMAIN NOTIMP REFUSED'.split(' ')
  return names[rcode] ?? dnsRcodeName(rcode) ?? String(rcode)
}

const isRequest = ({ http }: CaptureTables, row: number) => http.status[row] === 0
const ofRequest =
  (column: 'method' | 'host' | 'uri' | 'userAgent' | 'referrer'): Read =>
  (tables, row) =>
    isRequest(tables, row) ? tables.texts.textOrNull(tables.http[column][row]) : null
const ofResponse =
  (column: 'phrase' | 'contentType' | 'server'): Read =>
  (tables, row) =>
    isRequest(tables, row) ? null : tables.texts.textOrNull(tables.http[column][row])

const http: Group = {
  title: 'HTTP',
  table: (tables) => tables.http,
  entries: [
    ['Methods', 'method', ofRequest('method')],
    ['Hosts', 'host.http', ofRequest('host')],
    ['Targets', 'uri', ofRequest('uri')],
    ['User agents', 'user_agent', ofRequest('userAgent')],
    ['Referrers', 'referrer', ofRequest('referrer')],
    ['Status', 'status_code', (tables, row) => (isRequest(tables, row) ? null : String(tables.http.status[row]))],
    ['Content types', 'http.response.content-type', ofResponse('contentType')],
    ['Servers', 'http.response.server', ofResponse('server')],
  ],
}

const ofHello =
  (isClient: boolean, read: (tables: CaptureTables, row: number) => string | null | string[]): Read =>
  (tables, row) =>
    (tables.tlsHellos.kind[row] === CLIENT_HELLO) === isClient ? read(tables, row) : null

const tls: Group = {
  title: 'TLS',
  table: (tables) => tables.tlsHellos,
  entries: [
    [
      'Server names',
      'server_name',
      ofHello(true, ({ tlsHellos: t, texts }, row) => texts.textOrNull(t.serverName[row])),
    ],
    ['Carried by', null, ({ tlsHellos: t, texts }, row) => texts.textOrNull(t.transport[row])],
    [
      'Version chosen',
      null,
      ofHello(false, ({ tlsHellos: t }, row) => tlsVersionName(t.selectedVersion[row] || t.version[row])),
    ],
    ['Cipher suite', 'tls.cipher', ofHello(false, ({ tlsHellos: t }, row) => cipherName(t.cipher[row]))],
    ['Protocols offered', null, ofHello(true, ({ tlsHellos: t, texts }, row) => list(texts.text(t.alpn[row]), '\n'))],
    [
      'Protocol chosen',
      'next_protocol',
      ofHello(false, ({ tlsHellos: t, texts }, row) => list(texts.text(t.alpn[row]), '\n')),
    ],
    ['JA4', 'tls.ja4', ofHello(true, ({ tlsHellos: t, texts }, row) => texts.textOrNull(t.ja4[row]))],
    ['JA3', 'tls.ja3', ofHello(true, ({ tlsHellos: t, texts }, row) => texts.textOrNull(t.ja3[row]))],
    ['JA3S', 'tls.ja3s', ofHello(false, ({ tlsHellos: t, texts }, row) => texts.textOrNull(t.ja3[row]))],
  ],
}

const ofCertificate =
  (column: 'subject' | 'issuer' | 'serial' | 'fingerprint' | 'notBefore' | 'notAfter'): Read =>
  ({ certificates: t, texts }, row) =>
    texts.textOrNull(t[column][row])

const certificates: Group = {
  title: 'Certificates',
  table: (tables) => tables.certificates,
  entries: [
    ['Subjects', 'certificate.subject', ofCertificate('subject')],
    ['Issuers', 'certificate.issuer', ofCertificate('issuer')],
    [
      'Alternative names',
      'cert.alt',
      ({ certificates: t, texts }, row) => list(texts.text(t.subjectAltNames[row]), ','),
    ],
    ['Valid from', null, ofCertificate('notBefore')],
    ['Valid to', null, ofCertificate('notAfter')],
    ['Serial numbers', 'cert.serial', ofCertificate('serial')],
    ['SHA-256', 'fingerprint', ofCertificate('fingerprint')],
  ],
}

type SshText = Exclude<keyof CaptureTables['ssh'], keyof Table | 'frame' | 'session'>
const ofSsh =
  (column: SshText): Read =>
  ({ ssh: t, texts }, row) =>
    texts.textOrNull(t[column][row])

const ssh: Group = {
  title: 'SSH',
  table: (tables) => tables.ssh,
  entries: [
    ['Client', 'ssh.ver', ofSsh('clientVersion')],
    ['Server', 'ssh.ver', ofSsh('serverVersion')],
    ['Key exchange', 'kex_alg', ofSsh('keyExchange')],
    ['Host key', 'host_key_alg', ofSsh('hostKey')],
    ['Cipher', 'cipher_alg', ofSsh('cipher')],
    ['MAC', 'mac_alg', ofSsh('mac')],
    ['Compression', 'compression_alg', ofSsh('compression')],
    ['HASSH', 'ssh.hassh', ofSsh('hassh')],
    ['HASSH of the server', 'ssh.hasshServer', ofSsh('hasshServer')],
  ],
}

const GROUPS: readonly Group[] = [dns, http, tls, certificates, ssh]

/** Everything known of a session, by its row in the table; null when there is no such row. */
export function sessionDetails(tables: CaptureTables, row: number): SessionDetails | null {
  if (!Number.isInteger(row) || row < 1 || row >= tables.sessions.rows) return null
  const groups: SessionGroup[] = []
  const own = GROUPS.map(
    ({ title, table, entries }): SessionEntries => ({
      title,
      table: table(tables),
      entries: entries.map(([label, field, read]) => ({ label, field, read })),
    }),
  )
  for (const { title, table, frames, entries } of [...own, ...evidenceGroups(tables), ...logGroups(tables)]) {
    const all = rowsOfSession(tables, table, row)
    const rows = frames === undefined ? all : all.filter((at) => !isRecord(frames[at]))
    if (rows.length === 0) continue
    groups.push({
      title,
      rows: rows.length,
      entries: entries
        .map(({ label, field, read }) => ({ label, field, ...valuesOf(tables, rows, read) }))
        .filter(({ values }) => values.length > 0),
    })
  }
  return { session: sessionAt(tables, row, sessionProtocols(tables, null).of(row)), groups }
}

function valuesOf(tables: CaptureTables, rows: Uint32Array, read: Read): { values: string[]; more: number } {
  const found = new Set<string>()
  for (const row of rows.subarray(0, MOST_ROWS)) {
    const value = read(tables, row)
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string' && one !== '') found.add(one)
  }
  return { values: [...found].slice(0, MOST_VALUES), more: Math.max(0, found.size - MOST_VALUES) }
}
