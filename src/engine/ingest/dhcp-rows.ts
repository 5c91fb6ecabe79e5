import type { DhcpMessage } from '../dissect/evidence-records.ts'
import type { Packet } from '../dissect/packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Transactions beyond these are not kept. */
const MOST_ROWS = 500_000
const ACK = 5

/** DHCP messages -> a row a transaction and server. */
export class DhcpRows {
  private readonly tables: CaptureTables
  /** transaction and client -> its rows */
  private readonly transactions = new Map<string, number[]>()

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  message(packet: Packet, message: DhcpMessage): void {
    const key = `${message.transaction}/${message.mac}`
    let rows = this.transactions.get(key)
    if (rows === undefined) {
      if (this.tables.dhcp.rows >= MOST_ROWS) return
      rows = []
      this.transactions.set(key, rows)
    }
    const row = this.rowOf(rows, message.server, packet, message)
    if (row < 0) return
    this.note(row, packet.number)
    this.fill(row, message)
  }

  /** The row of this server, else the one that has no server yet, else a new one. */
  private rowOf(rows: number[], server: number, packet: Packet, message: DhcpMessage): number {
    const t = this.tables.dhcp
    if (server === 0 && rows.length > 0) return rows[0]
    const known = rows.find((row) => t.server[row] === server) ?? rows.find((row) => t.server[row] === 0)
    if (known !== undefined) return known
    if (t.rows >= MOST_ROWS) return -1
    const row = t.addRow()
    t.frame[row] = packet.number
    t.session[row] = packet.session
    t.transaction[row] = message.transaction
    t.mac[row] = message.mac
    if (rows.length > 0) {
      t.hostName[row] = t.hostName[rows[0]]
      t.clientFqdn[row] = t.clientFqdn[rows[0]]
      t.requestedAddress[row] = t.requestedAddress[rows[0]]
    }
    rows.push(row)
    return row
  }

  private note(row: number, frame: number): void {
    const t = this.tables.dhcp
    if (t.frame[row] === frame) return
    const place = [t.secondFrame, t.thirdFrame, t.fourthFrame].find((column) => column[row] === 0)
    if (place !== undefined) place[row] = frame
  }

  private fill(row: number, message: DhcpMessage): void {
    const t = this.tables.dhcp
    t.server[row] ||= message.server
    if (message.type < 32) t.messageTypes[row] |= 1 << message.type
    if (message.fromServer) {
      t.domain[row] ||= message.domain
      t.assignedAddress[row] = message.yourAddress || t.assignedAddress[row]
      if (message.leaseTime >= 0) t.leaseTime[row] = message.leaseTime
      t.routers[row] ||= message.routers
      t.nameServers[row] ||= message.nameServers
      if (message.type === ACK) t.client[row] = message.yourAddress || message.clientAddress || t.client[row]
    } else {
      t.hostName[row] ||= message.hostName
      t.clientFqdn[row] ||= message.clientFqdn
      t.requestedAddress[row] ||= message.requestedAddress
      t.client[row] ||= message.clientAddress
    }
  }
}
