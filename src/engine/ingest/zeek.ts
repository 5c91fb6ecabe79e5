import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { LogSource } from '../tables/log-source.ts'
import { timelessFlowRows } from './flow-rows.ts'
import { LogCertificates } from './log-certificates.ts'
import { LogDhcp } from './log-dhcp.ts'
import { LogFiles } from './log-files.ts'
import { LogJoins } from './log-joins.ts'
import { LogRows } from './log-rows.ts'
import { LogSmb } from './log-smb.ts'
import { remarkRows, sessionLogRows } from './typed-log-rows.ts'
import { isRemark, isZeekLog } from '../tables/zeek-logs.ts'
import { eveDnsRows } from './eve-dns.ts'
import { connRows } from './zeek-conn.ts'
import { dnsRows } from './zeek-dns.ts'
import { httpRows } from './zeek-http.ts'
import { sslRows } from './zeek-ssl.ts'
import { sshRows } from './zeek-ssh.ts'

type Taker = (row: LogRow) => void
type TakerOf = (columns: LogColumns, rows: LogRows, log: number, certificates: LogCertificates) => Taker

/** Logs that have tables of their own, by their #path. */
const takers: Readonly<Record<string, TakerOf>> = {
  conn: connRows,
  conn_long: connRows,
  open_conn: connRows,
  dns: dnsRows,
  eve_dns: eveDnsRows,
  http: httpRows,
  open_http: httpRows,
  ssl: sslRows,
  open_ssl: sslRows,
  ssh: sshRows,
  x509: x509Rows,
}

/** Logs of protocols whose rows belong to sessions: the transport that carries them, and the service that they show. */
const PROTOCOLS: Readonly<Record<string, { proto: number; service: string }>> = {
  dce_rpc: { proto: 6, service: 'dce_rpc' },
  dnp3: { proto: 6, service: 'dnp3' },
  ftp: { proto: 6, service: 'ftp' },
  irc: { proto: 6, service: 'irc' },
  kerberos: { proto: 6, service: 'krb' },
  ldap: { proto: 6, service: 'ldap' },
  ldap_search: { proto: 6, service: 'ldap' },
  modbus: { proto: 6, service: 'modbus' },
  mqtt_connect: { proto: 6, service: 'mqtt' },
  mqtt_publish: { proto: 6, service: 'mqtt' },
  mqtt_subscribe: { proto: 6, service: 'mqtt' },
  mysql: { proto: 6, service: 'mysql' },
  ntlm: { proto: 6, service: 'ntlm' },
  ntp: { proto: 17, service: 'ntp' },
  quic: { proto: 17, service: 'quic' },
  radius: { proto: 17, service: 'radius' },
  rdp: { proto: 6, service: 'rdp' },
  rfb: { proto: 6, service: 'rfb' },
  sip: { proto: 17, service: 'sip' },
  smb_cmd: { proto: 6, service: 'smb' },
  smb_files: { proto: 6, service: 'smb' },
  smb_mapping: { proto: 6, service: 'smb' },
  smtp: { proto: 6, service: 'smtp' },
  snmp: { proto: 17, service: 'snmp' },
  socks: { proto: 6, service: 'socks' },
  syslog: { proto: 17, service: 'syslog' },
}

/** Room is made for no more rows than this at once. */
const MOST_EXPECTED = 8_000_000

/** Rows of Zeek's logs -> rows of the tables. Captures are read before. */
export class ZeekIngest {
  private readonly tables: CaptureTables
  private readonly certificates: LogCertificates
  private rows: LogRows | null = null
  /** What follows from the rows of several logs, in the order in which one needs the other. */
  private joined: { joins: LogJoins; rest: readonly { finish(): void }[] } | null = null

  constructor(tables: CaptureTables) {
    this.tables = tables
    this.certificates = new LogCertificates(tables)
  }

  /** What takes the rows of a log; null = no table has room for them. `log` is a row of tables.logs. */
  takerOf(columns: LogColumns, log: LogSource): Taker | null {
    // Made only now: the sessions of all packets are known.
    this.rows ??= new LogRows(this.tables)
    const index = this.tables.logs.indexOf(log)
    const { path } = columns
    const timed = Object.hasOwn(takers, path) ? takers[path](columns, this.rows, index, this.certificates) : null
    if (timed !== null && log.format.startsWith('csv')) return flowTaker(timed, columns, this.rows, index)
    if (timed !== null) return timed
    if (!isZeekLog(path)) return null
    if (isRemark(path)) return remarkRows(columns, this.rows, index, path)
    if (!Object.hasOwn(PROTOCOLS, path) || columns.columnOf('uid') < 0) return null
    const { proto, service } = PROTOCOLS[path]
    return sessionLogRows(columns, this.rows, index, path, { proto, service: this.rows.services.idOf(service) })
  }

  /** About so many more rows of a log will come: growing step by step would copy all columns again and again. */
  expect(log: LogSource, rows: number): void {
    const { sessions, records, uids } = this.tables
    // Some more, as a guess that falls short makes the columns twice as long.
    const room = Math.min(MOST_EXPECTED, Math.ceil(rows * 1.02))
    if (Object.hasOwn(takers, log.path ?? '')) records.reserve(records.rows + room)
    if (log.path !== 'conn') return
    sessions.reserve(sessions.rows + room)
    uids.reserve(sessions.rows + room)
  }

  /** More rows may come, but those that came can be asked. */
  settle(): void {
    // Who transferred a certificate may be told better by a later row of ssl.log.
    this.join(() => 0)
  }

  /** No more rows will come. */
  finish(): void {
    this.join((file) => this.joined?.joins.ofFile(file) ?? 0)
    const { sessions, records, uids } = this.tables
    if (this.rows === null) return
    sessions.trim()
    records.trim()
    uids.trim(sessions.rows)
  }

  private join(sessionOfFile: (file: number) => number): void {
    if (this.rows === null) return
    this.joined ??= {
      joins: new LogJoins(this.rows),
      rest: [new LogFiles(this.rows), new LogDhcp(this.rows), new LogSmb(this.rows), this.rows.credentials],
    }
    this.joined.joins.join()
    this.certificates.join(sessionOfFile)
    for (const table of this.joined.rest) table.finish()
  }
}

/** Flows of a collector, of which some or all may have no time. */
function flowTaker(timed: Taker, columns: LogColumns, rows: LogRows, log: number): Taker {
  const ts = columns.columnOf('ts')
  const timeless = timelessFlowRows(columns, rows, log)
  return (row) => (row.time(ts) ? timed(row) : timeless(row))
}

function x509Rows(columns: LogColumns, rows: LogRows, log: number, certificates: LogCertificates): Taker {
  const ts = columns.columnOf('ts')
  return certificates.rows(columns, (row) => rows.record(log, rows.time(row, ts), 0))
}
