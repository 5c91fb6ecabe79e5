import type { LogColumns } from '../formats/log-columns.ts'
import { type LogRow, SET } from '../formats/log-row.ts'
import { cipherNumber, tlsVersionNumber } from '../tables/tls-names.ts'
import type { LogCertificates } from './log-certificates.ts'
import { endColumns, type LogRows } from './log-rows.ts'
import { TextNumbers } from './text-numbers.ts'

const CLIENT = 1
const SERVER = 2
const TCP = 6
const UDP = 17

/**
 * Rows of ssl.log: what client and server said first, a row each; of the client only what the log repeats. Certificates
 * are joined by file id or fingerprint when all logs are read.
 */
export function sslRows(
  columns: LogColumns,
  rows: LogRows,
  log: number,
  certificates: LogCertificates,
): (row: LogRow) => void {
  const { tables } = rows
  const { tlsHellos: hellos, texts, sessions } = tables
  const ends = endColumns(columns)
  const at = {
    version: columns.columnOf('version'),
    cipher: columns.columnOf('cipher'),
    serverName: columns.columnOf('server_name'),
    next: columns.columnOf('next_protocol'),
    ja3: columns.columnOf('ja3'),
    ja3s: columns.columnOf('ja3s'),
    ja4: columns.columnOf('ja4'),
    chain: columns.columnOf('cert_chain_fps', 'cert_chain_fuids'),
    clientChain: columns.columnOf('client_cert_chain_fps', 'client_cert_chain_fuids'),
    subject: columns.columnOf('subject'),
    issuer: columns.columnOf('issuer', 'issuer_subject'),
    notBefore: columns.columnOf('not_valid_before'),
    notAfter: columns.columnOf('not_valid_after'),
  }
  const tls = rows.services.idOf('tls')
  const quic = rows.services.idOf('quic')
  const dtls = rows.services.idOf('dtls')
  const [tlsText, quicText, dtlsText] = ['tls', 'quic', 'dtls'].map((name) => texts.internText(name))
  const versions = new TextNumbers(texts, tlsVersionNumber)
  const ciphers = new TextNumbers(texts, cipherNumber)

  const add = (row: LogRow, kind: number, frame: number, session: number, transport: number): number => {
    const hello = hellos.addRow()
    const orig = row.address(ends.origHost, tables.addresses) || sessions.origHost[session]
    const resp = row.address(ends.respHost, tables.addresses) || sessions.respHost[session]
    const origPort = row.port(ends.origPort) || 0
    const respPort = row.port(ends.respPort) || 0
    hellos.kind[hello] = kind
    hellos.frame[hello] = frame
    hellos.session[hello] = session
    hellos.source[hello] = kind === CLIENT ? orig : resp
    hellos.destination[hello] = kind === CLIENT ? resp : orig
    hellos.sourcePort[hello] = kind === CLIENT ? origPort : respPort
    hellos.destinationPort[hello] = kind === CLIENT ? respPort : origPort
    hellos.transport[hello] = transport
    return hello
  }

  return (row) => {
    const time = rows.time(row, ends.ts)
    const version = versions.of(row.text(at.version, texts))
    const isDtls = version === 0xfeff || version === 0xfefd || version === 0xfefc
    const known = rows.sessions.ofUid(row, ends.uid)
    const isQuic = known !== 0 && sessions.proto[known] === UDP && !isDtls
    const session = rows.session(row, ends, time, isDtls ? UDP : TCP, isDtls ? dtls : isQuic ? quic : tls)
    const frame = rows.record(log, time, session)
    const transport = isDtls ? dtlsText : isQuic ? quicText : tlsText
    if (!rows.isTold(tables.certificates, session)) {
      certificates.chain(row, at.chain, frame, session, true, transport)
      certificates.chain(row, at.clientChain, frame, session, false, transport)
      if (row.split(at.chain) <= 0) certificates.named(row, at, frame, session, transport)
    }
    if (rows.isTold(hellos, session)) return
    const client = add(row, CLIENT, frame, session, transport)
    hellos.serverName[client] = row.state(at.serverName) === SET ? row.text(at.serverName, texts) : 0
    hellos.ja3[client] = row.text(at.ja3, texts)
    hellos.ja4[client] = row.text(at.ja4, texts)
    const cipher = ciphers.of(row.text(at.cipher, texts))
    if (version === 0 && cipher === 0) return
    const server = add(row, SERVER, frame, session, transport)
    hellos.version[server] = version
    hellos.selectedVersion[server] = version
    hellos.cipher[server] = cipher
    hellos.alpn[server] = row.text(at.next, texts)
    hellos.ja3[server] = row.text(at.ja3s, texts)
  }
}
