import { cipherName } from '../tables/tls-names.ts'
import { RowColumns } from './row-columns.ts'
import type { TableMaker } from './table-registry.ts'

/** Zeek's names of versions (scripts/base/protocols/ssl/consts). */
const VERSIONS: Readonly<Record<number, string>> = {
  0x0002: 'SSLv2',
  0x0300: 'SSLv3',
  0x0301: 'TLSv10',
  0x0302: 'TLSv11',
  0x0303: 'TLSv12',
  0x0304: 'TLSv13',
  0xfeff: 'DTLSv10',
  0xfefd: 'DTLSv12',
  0xfefc: 'DTLSv13',
}

const SERVER_HELLO = 2

/** Client hellos with the server hello and the certificates of their session, as Zeek's ssl log. */
export const ssl: TableMaker = (tables, rows) => {
  const columns = new RowColumns(tables, rows)
  const { tlsHellos, certificates, sessions, texts } = tables
  // By session: row of the server's hello, and of the certificates that it sent.
  const servers = new Map<number, number>()
  for (let row = 0; row < tlsHellos.rows; row++)
    if (tlsHellos.kind[row] === SERVER_HELLO && !servers.has(tlsHellos.session[row]))
      servers.set(tlsHellos.session[row], row)
  const chains = new Map<number, number[]>()
  for (let row = 0; row < certificates.rows; row++) {
    if (certificates.source[row] !== sessions.respHost[certificates.session[row]]) continue
    const chain = chains.get(certificates.session[row])
    if (chain === undefined) chains.set(certificates.session[row], [row])
    else chain.push(row)
  }
  const serverOf = (row: number) => servers.get(tlsHellos.session[row])
  const chainOf = (row: number) => chains.get(tlsHellos.session[row])
  const leafText = (row: number, column: 'subject' | 'issuer') => {
    const chain = chainOf(row)
    return chain === undefined ? null : texts.textOrNull(certificates[column][chain[0]])
  }
  return [
    columns.time('ts', (row) => columns.timeOf(tlsHellos.frame[row])),
    ...columns.ends((row) => tlsHellos.session[row]),
    columns.text('version', 'string', (row) => {
      const server = serverOf(row)
      if (server === undefined) return null
      const version = tlsHellos.selectedVersion[server] || tlsHellos.version[server]
      return VERSIONS[version] ?? `unknown-${version}`
    }),
    columns.text('cipher', 'string', (row) => {
      const server = serverOf(row)
      return server === undefined ? null : cipherName(tlsHellos.cipher[server])
    }),
    columns.pooled('server_name', (row) => tlsHellos.serverName[row]),
    columns.text('next_protocol', 'string', (row) => {
      const server = serverOf(row)
      return server === undefined ? null : texts.textOrNull(tlsHellos.alpn[server])
    }),
    columns.texts(
      'cert_chain_fps',
      (row) => chainOf(row)?.map((at) => texts.text(certificates.fingerprint[at])) ?? null,
    ),
    columns.text('subject', 'string', (row) => leafText(row, 'subject')),
    columns.text('issuer', 'string', (row) => leafText(row, 'issuer')),
    columns.pooled('ja3', (row) => tlsHellos.ja3[row]),
    columns.text('ja3s', 'string', (row) => {
      const server = serverOf(row)
      return server === undefined ? null : texts.textOrNull(tlsHellos.ja3[server])
    }),
    columns.pooled('ja4', (row) => tlsHellos.ja4[row]),
  ]
}
