import { COUNT, IPV4, TIME, UID } from '../formats/field-scan.ts'
import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Table } from '../tables/column.ts'
import { frameOfRecord, isRecord } from '../tables/records.ts'
import { HttpFiles } from './http-files.ts'
import { LogCredentials } from './log-credentials.ts'
import { LogServices } from './log-services.ts'
import { LogSessions } from './log-sessions.ts'

/** The columns of a row that say when and between whom. */
export type EndColumns = {
  ts: number
  uid: number
  origHost: number
  origPort: number
  respHost: number
  respPort: number
}

export function endColumns(columns: LogColumns): EndColumns {
  return {
    ts: columns.columnAs(TIME, 'ts'),
    uid: columns.columnAs(UID, 'uid'),
    origHost: columns.columnAs(IPV4, 'id.orig_h'),
    origPort: columns.columnAs(COUNT, 'id.orig_p'),
    respHost: columns.columnAs(IPV4, 'id.resp_h'),
    respPort: columns.columnAs(COUNT, 'id.resp_p'),
  }
}

type TableOfSessions = Table & { session: Uint32Array }

/** What the takers of all kinds of logs share: records, sessions, and what packets have already told. */
export class LogRows {
  readonly tables: CaptureTables
  readonly services: LogServices
  readonly sessions: LogSessions
  readonly credentials: LogCredentials
  readonly httpFiles = new HttpFiles()
  private lastLog = -1
  private hasBase: boolean
  /** Which sessions have rows of packets, by table: 1 by session. */
  private readonly told = new Map<TableOfSessions, Uint8Array>()

  constructor(tables: CaptureTables) {
    this.tables = tables
    this.hasBase = tables.packets.rows > 0
    this.services = new LogServices(tables)
    this.sessions = new LogSessions(tables)
    this.credentials = new LogCredentials(this)
  }

  /** Nanoseconds after the base second; NaN = none. The first time of all is where the base second is set. */
  time(row: LogRow, column: number): number {
    if (!row.time(column)) return Number.NaN
    const { instant } = row
    return (instant.seconds - this.baseSecond(instant.seconds)) * 1e9 + instant.nanoseconds
  }

  /** The second from which times count, a time of the logs being at `second`. */
  baseSecond(second: number): number {
    if (!this.hasBase) {
      this.hasBase = true
      this.tables.baseSecond = second
    }
    return this.tables.baseSecond
  }

  /** A new record of a log (a row of tables.logs); answers its number as a frame. */
  record(log: number, time: number, session: number): number {
    const record = this.records(log, 1)
    const { records } = this.tables
    records.time[record] = time
    records.session[record] = session
    const frame = frameOfRecord(record)
    this.tell(session, log, frame)
    return frame
  }

  /** So many new records of a log, to be filled; answers the row of the first. */
  records(log: number, count: number): number {
    const { records } = this.tables
    if (log !== this.lastLog) {
      this.lastLog = log
      records.beginLog(log)
    }
    return records.addRows(count)
  }

  /** A record of a log tells of a session. */
  tell(session: number, log: number, frame: number): void {
    if (session === 0) return
    const { sessions } = this.tables
    if (sessions.firstFrame[session] === 0) sessions.firstFrame[session] = frame
    if (!sessions.isOfLog(session)) sessions.setLog(session, log)
  }

  /** The session that a row of a protocol's log belongs to: that of its uid, else of its ends. 0 where it names neither. */
  session(row: LogRow, ends: EndColumns, time: number, proto: number, service: number): number {
    const { tables, sessions } = this
    let session = sessions.ofUid(row, ends.uid)
    if (session === 0) {
      const { addresses } = tables
      const origHost = row.address(ends.origHost, addresses)
      const respHost = row.address(ends.respHost, addresses)
      if (origHost === 0 || respHost === 0 || Number.isNaN(time)) return 0
      const origPort = row.port(ends.origPort) || 0
      const respPort = row.port(ends.respPort) || 0
      session = sessions.ofEnds(proto, origHost, respHost, origPort, respPort, time, time, false)
      sessions.name(session)
    }
    sessions.seen(session, time)
    if (service !== 0 && tables.sessions.service[session] === 0) tables.sessions.service[session] = service
    return session
  }

  /** Whether packets have filled a table for this session, so that a log would tell it twice. */
  isTold(table: TableOfSessions, session: number): boolean {
    const { sessions, packets } = this.tables
    if (packets.rows === 0 || session === 0 || sessions.isOfLog(session)) return false
    let told = this.told.get(table)
    if (told === undefined) {
      told = new Uint8Array(sessions.rows)
      // Rows are of packets up to the first one that is a record.
      const frames = framesOf(table)
      for (let row = 0; row < table.rows && !isRecord(frames[row]); row++) told[table.session[row]] = 1
      this.told.set(table, told)
    }
    return told[session] === 1
  }
}

function framesOf(table: TableOfSessions): Uint32Array {
  if ('frame' in table && table.frame instanceof Uint32Array) return table.frame
  return 'queryFrame' in table && table.queryFrame instanceof Uint32Array
    ? table.queryFrame
    : new Uint32Array(table.rows)
}
