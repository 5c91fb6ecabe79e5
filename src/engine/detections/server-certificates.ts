import type { CaptureTables } from '../tables/capture-tables.ts'
import { hasFrame, type Selected } from '../tables/selected.ts'
import type { Found } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { addressTexts, oneOf, timeText } from './evidence-text.ts'
import { frameNanoseconds, span } from './frame-times.ts'

/** A leaf certificate that servers showed, with all sessions in which it was shown. */
export type ServerCertificate = {
  /** Rows of the certificate table, one a session. */
  rows: number[]
  subject: string
  issuer: string
  /** Milliseconds since 1970; NaN = unknown. */
  notBefore: number
  notAfter: number
  /** In lower case; the common name and the alternative ones. */
  names: string[]
}

/** The leaf certificates of servers, by fingerprint. Those of clients, and of packets without a session, are left out. */
export function serverCertificates(tables: CaptureTables, selected: Selected | null): ServerCertificate[] {
  const { certificates: table, sessions, texts } = tables
  const byFingerprint = new Map<number, ServerCertificate>()
  const seen = new Set<number>()
  for (let row = 0; row < table.rows; row++) {
    const session = table.session[row]
    if (table.index[row] !== 0 || session === 0 || table.fingerprint[row] === 0) continue
    if (sessions.respHost[session] !== table.source[row] || !hasFrame(selected, table.frame[row])) continue
    const key = table.fingerprint[row]
    let found = byFingerprint.get(key)
    if (found === undefined) {
      const alternative = texts.text(table.subjectAltNames[row])
      const names = [texts.text(table.subjectCommonName[row]), ...alternative.split(',')]
      found = {
        rows: [],
        subject: texts.text(table.subject[row]),
        issuer: texts.text(table.issuer[row]),
        notBefore: Date.parse(texts.text(table.notBefore[row])),
        notAfter: Date.parse(texts.text(table.notAfter[row])),
        names: names.filter((name) => name !== '').map((name) => name.toLowerCase()),
      }
      byFingerprint.set(key, found)
    }
    // a session may show it twice (renegotiation)
    const pair = key * sessions.rows + session
    if (!seen.has(pair)) found.rows.push(row)
    seen.add(pair)
  }
  return [...byFingerprint.values()]
}

/** What a person calls a certificate. */
export function certificateName({ names, subject }: ServerCertificate): string {
  return names[0] ?? (subject === '' ? 'without a name' : subject)
}

/** When the row's certificate was shown, in milliseconds since 1970. */
export function shownAt(tables: CaptureTables, row: number): number {
  return tables.baseSecond * 1000 + frameNanoseconds(tables, tables.certificates.frame[row]) / 1e6
}

/** Who showed it to whom, how often and when. `rows` of one certificate; the evidence is the sessions with it. */
export function certificateFacts(
  tables: CaptureTables,
  rows: readonly number[],
): Pick<Found, 'src' | 'dst' | 'count' | 'first' | 'last' | 'evidence'> {
  const { certificates: table, texts } = tables
  const { first, last } = span(rows.map((row) => frameNanoseconds(tables, table.frame[row])))
  return {
    src: addressTexts(tables, new Set(rows.map((row) => table.destination[row]))),
    dst: addressTexts(tables, new Set(rows.map((row) => table.source[row]))),
    count: rows.length,
    first: timeText(tables, first),
    last: timeText(tables, last),
    evidence: oneOf('fingerprint', [quoted(texts.text(table.fingerprint[rows[0]]))]),
  }
}

/** '2026-11-21'. */
export function dayText(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString().slice(0, 10)
}
