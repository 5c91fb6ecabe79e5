import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { grown } from '../tables/column.ts'
import { isRecord, recordOf } from '../tables/records.ts'

const LINK = 6

/** Where ssl.log says the parts of the first certificate itself (before Zeek 2.2). */
type NamedColumns = { subject: number; issuer: number; notBefore: number; notAfter: number }

/**
 * Certificates of logs: x509.log has one row a certificate, ssl.log says which of them a session showed, by file id or
 * fingerprint. Both may come first; `join` joins them.
 */
export class LogCertificates {
  private readonly tables: CaptureTables
  /** x509 rows by TextPool id of their file id or fingerprint: row of the certificates table. */
  private readonly byId = new Map<number, number>()
  private readonly used = new Set<number>()
  /** Rows of packets by serial number and end. */
  private told: Map<string, number> | null = null
  /** Of each place in a chain: frame, session, position, TextPool id, from the server (1), transport. */
  private links = new Uint32Array(LINK * 1024)
  private linked = 0

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  /** A chain that a session showed. */
  chain(row: LogRow, column: number, frame: number, session: number, isServer: boolean, transport: number): void {
    const count = row.split(column)
    for (let i = 0; i < count; i++) {
      const id = row.text(row.element(i), this.tables.texts)
      if (id === 0) continue
      if ((this.linked + 1) * LINK > this.links.length) this.links = grown(this.links, this.links.length * 2)
      this.links.set([frame, session, i, id, isServer ? 1 : 0, transport], this.linked++ * LINK)
    }
  }

  /** A certificate of which the session's row says the names. */
  named(row: LogRow, at: NamedColumns, frame: number, session: number, transport: number): void {
    const { certificates: table, texts } = this.tables
    const subject = row.text(at.subject, texts)
    if (subject === 0) return
    const certificate = table.addRow()
    table.subject[certificate] = subject
    table.issuer[certificate] = row.text(at.issuer, texts)
    this.commonNames(certificate)
    table.notBefore[certificate] = this.date(row, at.notBefore)
    table.notAfter[certificate] = this.date(row, at.notAfter)
    this.place(certificate, frame, session, 0, true, transport)
  }

  /** What takes rows of x509.log. */
  rows(columns: LogColumns, frameOf: (row: LogRow) => number): (row: LogRow) => void {
    const { certificates: table, texts } = this.tables
    const at = {
      id: columns.columnOf('fingerprint', 'id'),
      serial: columns.columnOf('certificate.serial'),
      subject: columns.columnOf('certificate.subject'),
      issuer: columns.columnOf('certificate.issuer'),
      notBefore: columns.columnOf('certificate.not_valid_before'),
      notAfter: columns.columnOf('certificate.not_valid_after'),
      dns: columns.columnOf('san.dns'),
      ip: columns.columnOf('san.ip'),
    }
    const hasFingerprint = columns.names[at.id] === 'fingerprint'
    return (row) => {
      const id = row.text(at.id, texts)
      const frame = frameOf(row)
      if (id !== 0 && this.byId.has(id)) return
      const serial = row.string(at.serial)
      const notAfter = this.date(row, at.notAfter)
      const told = this.ofPackets(serial, notAfter)
      if (told >= 0) {
        // A session that only the logs tell of shows a copy.
        if (id !== 0) this.byId.set(id, told)
        this.used.add(told)
        return
      }
      const certificate = table.addRow()
      if (id !== 0) this.byId.set(id, certificate)
      table.frame[certificate] = frame
      table.subject[certificate] = row.text(at.subject, texts)
      table.issuer[certificate] = row.text(at.issuer, texts)
      this.commonNames(certificate)
      table.notBefore[certificate] = this.date(row, at.notBefore)
      table.notAfter[certificate] = notAfter
      if (serial !== null) table.serial[certificate] = texts.internText(serial.toLowerCase())
      const names: string[] = []
      for (const column of [at.dns, at.ip])
        for (let i = 0, count = row.split(column); i < count; i++) names.push(row.string(row.element(i)) ?? '')
      if (names.length > 0) table.subjectAltNames[certificate] = texts.internText(names.join(','))
      if (hasFingerprint && id !== 0) table.fingerprint[certificate] = id
    }
  }

  /**
   * Joins what sessions showed with what the certificates are, as far as both are known; of the others, what transferred
   * them as files. `ofFile`: the session of a file by TextPool id of its id or SHA-256, 0 = none.
   */
  join(ofFile: (id: number) => number): void {
    const { links } = this
    const table = this.tables.certificates
    let waiting = 0
    for (let link = 0; link < this.linked; link++) {
      const at = link * LINK
      const [frame, session, index, id, isServer, transport] = links.subarray(at, at + LINK)
      const known = this.byId.get(id)
      if (known === undefined) {
        links.copyWithin(waiting++ * LINK, at, at + LINK)
        continue
      }
      const certificate = this.used.has(known) ? table.copyRow(known) : known
      this.used.add(known)
      this.place(certificate, frame, session, index, isServer === 1, transport)
    }
    this.linked = waiting
    const { records } = this.tables
    for (const [id, certificate] of this.byId) {
      const session = this.used.has(certificate) ? 0 : ofFile(id)
      if (session === 0) continue
      this.used.add(certificate)
      const frame = table.frame[certificate]
      records.session[recordOf(frame)] = session
      this.place(certificate, frame, session, 0, true, 0)
    }
  }

  private place(
    certificate: number,
    frame: number,
    session: number,
    index: number,
    isServer: boolean,
    transport: number,
  ): void {
    const { certificates: table, sessions } = this.tables
    table.frame[certificate] = frame
    table.session[certificate] = session
    table.index[certificate] = index
    table.transport[certificate] = transport
    table.source[certificate] = isServer ? sessions.respHost[session] : sessions.origHost[session]
    table.destination[certificate] = isServer ? sessions.origHost[session] : sessions.respHost[session]
    table.sourcePort[certificate] = isServer ? sessions.respPort[session] : sessions.origPort[session]
    table.destinationPort[certificate] = isServer ? sessions.origPort[session] : sessions.respPort[session]
  }

  /** The certificate of packets with this serial number (hex) and end; -1 = they show none. */
  private ofPackets(serial: string | null, notAfter: number): number {
    const { certificates: table, packets, texts } = this.tables
    if (packets.rows === 0 || serial === null) return -1
    if (this.told === null) {
      this.told = new Map()
      for (let row = 0; row < table.rows && !isRecord(table.frame[row]); row++)
        this.told.set(keyOf(texts.text(table.serial[row]), table.notAfter[row]), row)
    }
    return this.told.get(keyOf(serial, notAfter)) ?? -1
  }

  private commonNames(certificate: number): void {
    const { certificates: table, texts } = this.tables
    const of = (name: number): number => {
      const last = [...texts.text(name).matchAll(/(?:^|[,+])\s*CN=((?:\\.|[^,+\\])*)/g)].at(-1)
      return last === undefined ? 0 : texts.internText(last[1].replaceAll(/\\(.)/g, '$1'))
    }
    table.subjectCommonName[certificate] = of(table.subject[certificate])
    table.issuerCommonName[certificate] = of(table.issuer[certificate])
  }

  /** '2014-04-09T12:05:08Z' as the dissectors write it. */
  private date(row: LogRow, column: number): number {
    if (!row.time(column)) return 0
    const date = new Date(row.instant.seconds * 1000)
    return Number.isNaN(date.getTime()) ? 0 : this.tables.texts.internText(`${date.toISOString().slice(0, 19)}Z`)
  }
}

/** Zeek leaves out the zero that keeps a number positive. */
function keyOf(serial: string, notAfter: number): string {
  return `${serial.toLowerCase().replace(/^0+/, '')} ${notAfter}`
}
