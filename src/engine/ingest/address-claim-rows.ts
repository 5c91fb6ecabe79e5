import type { DispatchTables } from '../dissect/dispatch.ts'
import { type AddressClaim, CLAIM_REPLY, CLAIM_REQUEST } from '../dissect/evidence-records.ts'
import type { Packet } from '../dissect/packet.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Pairs beyond these are not kept: nobody has as many neighbours. */
const MOST_ROWS = 1_000_000
/** Ids of addresses are below it. */
const IDS = 2 ** 26

/** Claims of addresses -> one row a pair. */
export class AddressClaimRows {
  private readonly tables: CaptureTables
  private readonly dispatch: DispatchTables
  private readonly byPair = new Map<number, number>()
  /** address -> the row of its newest claim */
  private readonly newest = new Map<number, number>()

  constructor(tables: CaptureTables, dispatch: DispatchTables) {
    this.tables = tables
    this.dispatch = dispatch
  }

  claim(packet: Packet, { protocol, address, mac, how }: AddressClaim): void {
    const t = this.tables.addressClaims
    const pair = address * IDS + mac
    let row = this.byPair.get(pair)
    if (row === undefined) {
      if (t.rows >= MOST_ROWS || address >= IDS || mac >= IDS) return
      row = t.addRow()
      this.byPair.set(pair, row)
      t.protocol[row] = this.dispatch.idOf(protocol)
      t.address[row] = address
      t.mac[row] = mac
      t.firstFrame[row] = packet.number
      t.firstTime[row] = packet.time
    }
    t.lastFrame[row] = packet.number
    t.lastTime[row] = packet.time
    if (how === CLAIM_REQUEST) t.requests[row]++
    else if (how === CLAIM_REPLY) t.replies[row]++
    else t.gratuitous[row]++
    const before = this.newest.get(address)
    if (before === row) return
    if (before !== undefined) t.takeovers[row]++
    this.newest.set(address, row)
  }
}
