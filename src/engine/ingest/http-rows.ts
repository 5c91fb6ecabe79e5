import type { DispatchTables } from '../dissect/dispatch.ts'
import type { Packet } from '../dissect/packet.ts'
import type { HttpMessage } from '../dissect/records.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { fillEnds } from './tls-rows.ts'

/** HTTP messages -> rows; a response belongs to the oldest request of its session that has none. */
export class HttpRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  /** session -> rows of requests without response, oldest first. */
  private readonly waiting = new Map<number, number[]>()

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  message(packet: Packet, message: HttpMessage): void {
    const t = this.tables.http
    const row = t.addRow()
    fillEnds(this.tables, t, row, packet)
    t.protocol[row] = this.dispatch.idOf(message.protocol)
    t.method[row] = message.method
    t.host[row] = message.host
    t.uri[row] = message.uri
    t.userAgent[row] = message.userAgent
    t.referrer[row] = message.referrer
    t.status[row] = message.status
    t.phrase[row] = message.phrase
    t.contentType[row] = message.contentType
    t.server[row] = message.server
    t.bodyLength[row] = message.bodyLength
    if (packet.session === 0) return
    const rows = this.waiting.get(packet.session)
    if (message.status === 0) {
      if (rows === undefined) this.waiting.set(packet.session, [row])
      else rows.push(row)
      return
    }
    // 1xx are interim: the request still waits for its final response (RFC 9110 section 15.2).
    if (message.status < 200 && message.status !== 101) return
    const request = rows?.shift()
    if (request === undefined) return
    t.peer[row] = request + 1
    t.peer[request] = row + 1
  }
}
