import type { DispatchTables } from '../dissect/dispatch.ts'
import type { FileRecord } from '../dissect/evidence-records.ts'
import type { Packet } from '../dissect/packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Bodies -> rows. */
export class FileRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  add(packet: Packet, file: FileRecord): void {
    const { files: t, http } = this.tables
    // The message that carries it was reported just now; what no message carries is no file.
    const message = http.rows - 1
    if (message < 0 || http.frame[message] !== packet.number || http.session[message] !== packet.session)
      if (file.protocol !== 'http2') return
    const row = t.addRow()
    t.frame[row] = packet.number
    t.session[row] = packet.session
    t.source[row] = packet.source
    t.destination[row] = packet.destination
    t.protocol[row] = this.dispatch.idOf(file.protocol)
    t.mimeType[row] = file.mimeType
    t.declaredType[row] = file.declaredType
    t.filename[row] = file.filename
    t.bytes[row] = file.bytes
    if (file.protocol !== 'http2') t.http[row] = message + 1
  }
}
