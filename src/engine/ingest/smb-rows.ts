import type { SmbAction } from '../dissect/evidence-records.ts'
import type { Packet } from '../dissect/packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Actions beyond these are not kept. */
const MOST_ROWS = 500_000

/** SMB actions -> rows, the repetitions of one session in one row. */
export class SmbRows {
  private readonly tables: CaptureTables
  private readonly known = new Map<string, number>()

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  /** Answers the row plus one; 0 = not kept. */
  add(packet: Packet, { version, action, share, name }: SmbAction): number {
    const key = `${packet.session}/${action}/${share}/${name}`
    const known = this.known.get(key)
    if (known !== undefined) return known + 1
    const t = this.tables.smb
    if (t.rows >= MOST_ROWS) return 0
    const row = t.addRow()
    this.known.set(key, row)
    t.frame[row] = packet.number
    t.session[row] = packet.session
    t.client[row] = packet.source
    t.server[row] = packet.destination
    t.version[row] = version
    t.action[row] = action
    t.share[row] = share
    t.name[row] = name
    return row + 1
  }

  answered(action: number, isGranted: boolean): void {
    if (action !== 0) this.tables.smb.outcome[action - 1] = isGranted ? 1 : 2
  }
}
