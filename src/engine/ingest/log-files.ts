import { readAddress } from '../bytes/address-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { LIST_SEPARATOR, type TypedLog } from '../tables/typed-log.ts'
import type { LogRows } from './log-rows.ts'

/** files.source, as Zeek's analyzers and Suricata's parsers are called -> the name of the service. */
const SERVICES: Readonly<Record<string, string>> = {
  ftp_data: 'ftp',
  'ftp-data': 'ftp',
  irc_dcc_data: 'irc',
  krb_tcp: 'kerberos',
  nfs: 'nfs',
}
const MOST_WAITING = 10_000
/** Certificates, which Zeek counts as files too, have x509.log; OCSP's answers have ocsp.log. */
const CERTIFICATES: ReadonlySet<string> = new Set(['ssl', 'dtls', 'tls'])
const CERTIFICATE_TYPE = /^application\/(x-x509-|pkix-cert|ocsp-)/

/** What libmagic says of a file (fileinfo.magic) -> its type, as detections ask for it. */
const MAGIC: readonly (readonly [RegExp, string])[] = [
  [/^(PE32|MS-DOS executable)/, 'application/x-dosexec'],
  [/^ELF /, 'application/x-executable'],
  [/^Mach-O /, 'application/x-mach-o-executable'],
  [/^Zip archive/, 'application/zip'],
  [/^PDF document/, 'application/pdf'],
  [/^HTML document/, 'text/html'],
  [/^PNG image/, 'image/png'],
  [/^JPEG image/, 'image/jpeg'],
  [/^GIF image/, 'image/gif'],
]

/** Rows of files.log -> rows of files: bodies that were transferred, without certificates. */
export class LogFiles {
  private readonly rows: LogRows
  private readonly tables: CaptureTables
  private readonly encoder = new TextEncoder()
  private readonly words = new Uint32Array(4)
  private seen = 0
  /** Rows of files whose session is not known yet, and those of the log. */
  private waiting: { place: number; row: number }[] = []

  constructor(rows: LogRows) {
    this.rows = rows
    this.tables = rows.tables
  }

  /** Takes what the logs told since the last call. */
  finish(): void {
    const log = this.tables.typedLogs.find('files')
    if (log === null) return
    const { files } = this.tables
    for (const { place, row } of this.waiting) files.session[place] = log.session[row]
    this.waiting = this.waiting.filter(({ row }) => log.session[row] === 0)
    for (; this.seen < log.rows; this.seen++) this.take(log, this.seen)
  }

  private take(log: TypedLog, row: number): void {
    const { files, texts, sessions } = this.tables
    const source = texts.text(log.id('source', row)).toLowerCase()
    const session = log.session[row]
    const mimeType = log.id('mime_type', row) || this.typeOf(log.id('magic', row))
    if (CERTIFICATES.has(source) || CERTIFICATE_TYPE.test(texts.text(mimeType))) return
    if (this.rows.isTold(files, session)) return
    const orig = log.id('id.orig_h', row) || sessions.origHost[session]
    const resp = log.id('id.resp_h', row) || sessions.respHost[session]
    const isFromOrig = log.flag('is_orig', row) ?? true
    const place = files.addRow()
    files.frame[place] = log.frame[row]
    files.session[place] = session
    if (session === 0 && this.waiting.length < MOST_WAITING) this.waiting.push({ place, row })
    files.source[place] = this.first(log.id('tx_hosts', row)) || (isFromOrig ? orig : resp)
    files.destination[place] = this.first(log.id('rx_hosts', row)) || (isFromOrig ? resp : orig)
    files.protocol[place] =
      source === '' ? 0 : this.rows.services.idOf(Object.hasOwn(SERVICES, source) ? SERVICES[source] : source)
    files.mimeType[place] = mimeType
    files.filename[place] = log.id('filename', row)
    files.bytes[place] = log.value('seen_bytes', row) || 0
    files.http[place] = this.rows.httpFiles.messageOf(log.id('fuid', row))
  }

  private typeOf(magic: number): number {
    if (magic === 0) return 0
    const { texts } = this.tables
    const text = texts.text(magic)
    const known = MAGIC.find(([pattern]) => pattern.test(text))
    return known === undefined ? 0 : texts.internText(known[1])
  }

  /** The first address of a set; 0 = none. */
  private first(list: number): number {
    const { texts, addresses } = this.tables
    if (list === 0) return 0
    const bytes = this.encoder.encode(texts.text(list).split(LIST_SEPARATOR, 1)[0])
    const { words } = this
    const kind = readAddress(bytes, 0, bytes.length, words)
    if (kind === 4) return addresses.ipv4(words[0])
    return kind === 6 ? addresses.ipv6(words[0], words[1], words[2], words[3]) : 0
  }
}
