import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'
import { LIST_SEPARATOR, type TypedLog } from '../tables/typed-log.ts'
import type { LogRows } from './log-rows.ts'

/** Transactions beyond these are not kept. */
const MOST_ROWS = 500_000
/** A row of a log is of a transaction of packets with the same client within so many nanoseconds. */
const SAME = 60e9
const TYPES = ['', 'DISCOVER', 'OFFER', 'REQUEST', 'DECLINE', 'ACK', 'NAK', 'RELEASE', 'INFORM']
const MAC = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i

/** Rows of dhcp.log, new and as before Zeek 3.0, -> rows of dhcp. */
export class LogDhcp {
  private readonly rows: LogRows
  private readonly tables: CaptureTables
  private seen = 0
  /** Times of transactions of packets by client, nanoseconds. */
  private told: Map<number, number[]> | null = null

  constructor(rows: LogRows) {
    this.rows = rows
    this.tables = rows.tables
  }

  /** Takes what the logs told since the last call. */
  finish(): void {
    const log = this.tables.typedLogs.find('dhcp')
    if (log === null) return
    for (; this.seen < log.rows; this.seen++) this.take(log, this.seen)
  }

  private take(log: TypedLog, row: number): void {
    const { dhcp: t, texts, records } = this.tables
    const mac = this.macOf(log.id('mac', row))
    const time = records.time[recordOf(log.frame[row])]
    if (t.rows >= MOST_ROWS || this.isTold(log.session[row], mac, time)) return
    const place = t.addRow()
    t.frame[place] = log.frame[row]
    t.session[place] = log.session[row]
    t.transaction[place] = log.value('trans_id', row) || 0
    t.client[place] = log.id('client_addr', row) || log.id('assigned_addr', row)
    t.server[place] = log.id('server_addr', row)
    t.mac[place] = mac
    t.hostName[place] = log.id('host_name', row)
    t.clientFqdn[place] = log.id('client_fqdn', row)
    t.domain[place] = log.id('domain', row)
    t.requestedAddress[place] = log.id('requested_addr', row)
    t.assignedAddress[place] = log.id('assigned_addr', row)
    const lease = log.value('lease_time', row)
    t.leaseTime[place] = Number.isNaN(lease) ? -1 : lease / 1e9
    for (const name of texts.text(log.id('msg_types', row)).split(LIST_SEPARATOR)) {
      const type = TYPES.indexOf(name.toUpperCase())
      if (type > 0) t.messageTypes[place] |= 1 << type
    }
  }

  /** Whether packets have told of it: of the session, or of the client about that time. */
  private isTold(session: number, mac: number, time: number): boolean {
    const { dhcp, packets } = this.tables
    if (packets.rows === 0) return false
    if (this.rows.isTold(dhcp, session)) return true
    if (this.told === null) {
      this.told = new Map()
      for (let row = 0; row < dhcp.rows && !isRecord(dhcp.frame[row]); row++) {
        const times = this.told.get(dhcp.mac[row]) ?? []
        times.push(packets.time[dhcp.frame[row] - 1])
        this.told.set(dhcp.mac[row], times)
      }
    }
    return this.told.get(mac)?.some((at) => Math.abs(at - time) < SAME) === true
  }

  private macOf(text: number): number {
    const { texts, addresses } = this.tables
    const mac = texts.text(text)
    if (!MAC.test(mac)) return 0
    const digits = mac.replaceAll(':', '')
    return addresses.mac(Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16))
  }
}
