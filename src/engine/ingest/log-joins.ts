import type { CaptureTables } from '../tables/capture-tables.ts'
import { recordOf } from '../tables/records.ts'
import { LIST_SEPARATOR, type TypedLog } from '../tables/typed-log.ts'
import { isRemark } from '../tables/zeek-logs.ts'
import type { LogRows } from './log-rows.ts'

/** The columns by which a row names its session; of sets the first known one counts. */
const UIDS = ['uid', 'conn_uids', 'uids']
/** Columns with ids of files, which files.log joins with sessions. */
const FUIDS = ['fuid', 'id']
/** What no other event need tell of the flow: alerts are all that many write. */
const MAKE_SESSIONS: ReadonlySet<string> = new Set(['alert', 'anomaly'])
const PROTOS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, 'ipv6-icmp': 58, sctp: 132 }

/** Joins rows of logs with sessions that other logs told of later: by uid, then by the file that they are about. */
export class LogJoins {
  private readonly rows: LogRows
  private readonly tables: CaptureTables
  private readonly encoder = new TextEncoder()
  /** Sessions of files, by TextPool id of the file's id or SHA-256. */
  private readonly files = new Map<number, number>()
  private filesSeen = 0

  constructor(rows: LogRows) {
    this.rows = rows
    this.tables = rows.tables
  }

  /** Rows that were joined once are not looked at again: may be called whenever more was read. */
  join(): void {
    const { typedLogs } = this.tables
    for (const [path, log] of typedLogs.all()) if (isRemark(path)) this.joinRows(log, (row) => this.byUid(log, row))
    for (const path of MAKE_SESSIONS) {
      const log = typedLogs.find(path)
      if (log !== null) this.joinRows(log, (row) => this.byEnds(log, row))
    }
    this.readFiles()
    if (this.files.size === 0) return
    for (const [path, log] of typedLogs.all())
      if (isRemark(path) && path !== 'files') this.joinRows(log, (row) => this.byFile(log, row))
  }

  /** The session of a file, by TextPool id of its id or SHA-256; 0 = not known. */
  ofFile(id: number): number {
    return this.files.get(id) ?? 0
  }

  private joinRows(log: TypedLog, find: (row: number) => number): void {
    const { records } = this.tables
    let session = log.session
    for (let row = 0; row < log.rows; row++) {
      if (session[row] !== 0) continue
      const found = find(row)
      if (found === 0) continue
      // A new array: who keeps what followed from the old one sees that it is another.
      if (session === log.session) log.session = session = session.slice()
      session[row] = found
      const frame = log.frame[row]
      records.session[recordOf(frame)] = found
      this.rows.tell(found, records.logOf(recordOf(frame)), frame)
    }
  }

  private byUid(log: TypedLog, row: number): number {
    const { texts, uids } = this.tables
    for (const column of UIDS) {
      const id = log.id(column, row)
      if (id === 0) continue
      for (const uid of texts.text(id).split(LIST_SEPARATOR)) {
        const bytes = this.encoder.encode(uid)
        const session = uids.find(bytes, 0, bytes.length)
        uids.forget()
        if (session !== 0) return session
      }
    }
    return 0
  }

  /** The session between the ends of an event of Suricata's: of the flow, as far as the event tells its direction. */
  private byEnds(log: TypedLog, row: number): number {
    const { records, texts, uids, sessions } = this.tables
    const { services } = this.rows
    const time = records.time[recordOf(log.frame[row])]
    const isReply = texts.text(log.id('direction', row)) === 'to_client'
    const [from, to] = isReply ? ['resp', 'orig'] : ['orig', 'resp']
    const orig = log.id('flow.src_ip', row) || log.id(`id.${from}_h`, row)
    const resp = log.id('flow.dest_ip', row) || log.id(`id.${to}_h`, row)
    if (orig === 0 || resp === 0 || Number.isNaN(time)) return 0
    const port = (flow: string, end: string) =>
      log.value(flow, row) >= 0 ? log.value(flow, row) : log.value(`id.${end}_p`, row) || 0
    const proto = PROTOS[texts.text(log.id('proto', row)).toLowerCase()] ?? 0
    const uid = log.id('uid', row)
    const bytes = this.encoder.encode(texts.text(uid))
    const known = uid === 0 ? 0 : uids.find(bytes, 0, bytes.length)
    const session =
      known ||
      this.rows.sessions.ofEnds(proto, orig, resp, port('flow.src_port', from), port('flow.dest_port', to), time, time)
    if (known === 0 && uid !== 0) uids.name(session)
    else uids.forget()
    this.rows.sessions.seen(session, time)
    const service = log.id('app_proto', row) || log.id('anomaly.app_proto', row)
    if (service !== 0 && sessions.service[session] === 0) sessions.service[session] = services.of(service)[0] ?? 0
    return session
  }

  private byFile(log: TypedLog, row: number): number {
    for (const column of FUIDS) {
      const session = this.ofFile(log.id(column, row))
      if (session !== 0) return session
    }
    return 0
  }

  private readFiles(): void {
    const log = this.tables.typedLogs.find('files')
    if (log === null) return
    for (let row = this.filesSeen; row < log.rows; row++) {
      const session = log.session[row]
      if (session === 0) continue
      for (const column of ['fuid', 'sha256']) {
        const id = log.id(column, row)
        if (id !== 0 && !this.files.has(id)) this.files.set(id, session)
      }
    }
    this.filesSeen = log.rows
  }
}
