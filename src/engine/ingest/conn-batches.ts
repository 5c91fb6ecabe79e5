import type { RowBatch } from '../formats/row-batch.ts'
import { UID_WORDS } from '../bytes/uid-text.ts'
import { frameOfRecord } from '../tables/records.ts'
import { UNSET_BYTES, UNSET_DURATION, UNSET_IP_BYTES, UNSET_PACKETS } from '../tables/sessions.ts'
import { WordIds } from '../tables/word-ids.ts'
import type { ConnColumns, ConnWords } from './conn-columns.ts'
import type { LogRows } from './log-rows.ts'

const LARGEST_PORT = 65_535

/**
 * Rows of conn.log by the batch, each a new session: column by column, so that what one row waits for (a uid's place in
 * the index, an address) another waits for at the same time. A row whose uid is known, or with a port that is none, goes
 * to `take`. For where there are no sessions of packets.
 */
export class ConnBatches {
  private readonly rows: LogRows
  private readonly log: number
  private readonly at: ConnColumns
  private readonly words: ConnWords
  private readonly ids: WordIds

  constructor(rows: LogRows, log: number, at: ConnColumns, words: ConnWords) {
    this.rows = rows
    this.log = log
    this.at = at
    this.words = words
    this.ids = new WordIds(rows.tables.texts)
  }

  take(batch: RowBatch, take: (index: number) => void): void {
    const { uids, sessions } = this.rows.tables
    const { values } = batch.scan
    const origPort = batch.place(this.at.origPort)
    const respPort = batch.place(this.at.respPort)
    let from = 0
    let session = sessions.rows
    for (let row = 0; row < batch.count; row++) {
      const isOdd = values[origPort + row] > LARGEST_PORT || values[respPort + row] > LARGEST_PORT
      if (!isOdd && uids.findPacked(batch.scan.uids, row * UID_WORDS) === 0) {
        uids.name(session++)
        continue
      }
      this.append(batch, from, row)
      take(row)
      from = row + 1
      session = sessions.rows
    }
    this.append(batch, from, batch.count)
  }

  /** Rows [from, to) become sessions, the next ones. */
  private append(batch: RowBatch, from: number, to: number): void {
    const count = to - from
    if (count === 0) return
    const { sessions } = this.rows.tables
    const session = sessions.addLogRows(count)
    const record = this.rows.records(this.log, count)
    const { firstFrame, unset } = sessions
    for (let i = 0; i < count; i++) {
      firstFrame[session + i] = frameOfRecord(record + i)
      unset[session + i] = 0
    }
    this.times(batch, from, count, session, record)
    this.ends(batch, from, count, session)
    this.counts(batch, from, count, session)
    this.states(batch, from, count, session)
  }

  private times(batch: RowBatch, from: number, count: number, session: number, record: number): void {
    const { sessions, records } = this.rows.tables
    const { values, fractions } = batch.scan
    const ts = batch.place(this.at.ts) + from
    const lasting = batch.place(this.at.duration) + from
    const base = this.rows.baseSecond(values[ts])
    const { start, end, unset } = sessions
    for (let i = 0; i < count; i++) {
      const time = (values[ts + i] - base) * 1e9 + fractions[ts + i]
      const duration = values[lasting + i]
      records.time[record + i] = time
      records.session[record + i] = session + i
      start[session + i] = time
      end[session + i] = duration > 0 ? time + duration : time
      if (!(duration >= 0)) unset[session + i] |= UNSET_DURATION
    }
  }

  private ends(batch: RowBatch, from: number, count: number, session: number): void {
    const { sessions, addresses } = this.rows.tables
    const { at } = this
    const { values } = batch.scan
    const { origHost, respHost, origPort, respPort } = sessions
    const orig = batch.place(at.origHost) + from
    const resp = batch.place(at.respHost) + from
    for (let i = 0; i < count; i++) {
      origHost[session + i] = addresses.ipv4(values[orig + i])
      respHost[session + i] = addresses.ipv4(values[resp + i])
    }
    copy(values, batch.place(at.origPort) + from, count, origPort, session)
    copy(values, batch.place(at.respPort) + from, count, respPort, session)
  }

  private counts(batch: RowBatch, from: number, count: number, session: number): void {
    const { at } = this
    const { sessions } = this.rows.tables
    const { unset } = sessions
    const { values } = batch.scan
    for (const [orig, resp, origs, resps, bit] of [
      [at.origBytes, at.respBytes, sessions.origBytes, sessions.respBytes, UNSET_BYTES],
      [at.origPackets, at.respPackets, sessions.origPackets, sessions.respPackets, UNSET_PACKETS],
      [at.origIpBytes, at.respIpBytes, sessions.origIpBytes, sessions.respIpBytes, UNSET_IP_BYTES],
    ] as const) {
      const origAt = batch.place(orig) + from
      const respAt = batch.place(resp) + from
      copy(values, origAt, count, origs, session)
      copy(values, respAt, count, resps, session)
      for (let i = 0; i < count; i++)
        if (!(values[origAt + i] >= 0) && !(values[respAt + i] >= 0)) unset[session + i] |= bit
    }
    const missed = batch.place(at.missed) + from
    for (let i = 0; i < count; i++) if (values[missed + i] > 0) sessions.setMissedBytes(session + i, values[missed + i])
    const localOrig = batch.place(at.localOrig) + from
    const localResp = batch.place(at.localResp) + from
    for (let i = 0; i < count; i++) sessions.setLocal(session + i, values[localOrig + i], values[localResp + i])
  }

  private states(batch: RowBatch, from: number, count: number, session: number): void {
    const { at, words } = this
    const { sessions } = this.rows.tables
    const { services } = this.rows
    const { proto, service, connState, history } = sessions
    const ipProto = batch.place(at.ipProto) + from
    // Row by row, so that texts get the numbers that they get from single rows.
    for (let i = 0; i < count; i++) {
      const row = session + i
      const protocol = this.word(batch, at.proto, from + i)
      proto[row] = words.protos.of(protocol) || batch.scan.values[ipProto + i] || 0
      const known = services.of(this.word(batch, at.service, from + i))
      if (known.length > 0) service[row] = known[0]
      if (known.length > 1) sessions.moreServices.set(row, known.slice(1))
      const tunnel = this.word(batch, at.tunnel, from + i)
      if (tunnel !== 0) sessions.setTunnelParents(row, tunnel)
      connState[row] = words.states.of(this.word(batch, at.state, from + i))
      history[row] = words.histories.of(this.word(batch, at.history, from + i))
    }
  }

  /** TextPool id; 0 = unset or empty. */
  private word(batch: RowBatch, column: number, row: number): number {
    const place = batch.place(column) + row
    const start = batch.starts[place]
    const end = batch.ends[place]
    return start === end ? 0 : this.ids.of(batch.bytes, start, end, batch.scan.values[place])
  }
}

/** NaN becomes 0. */
function copy(
  values: Float64Array,
  from: number,
  count: number,
  into: Float64Array | Uint32Array | Uint16Array,
  to: number,
): void {
  for (let i = 0; i < count; i++) into[to + i] = values[from + i] || 0
}
