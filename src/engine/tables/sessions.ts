import { grown, Table } from './column.ts'

/** Zeek's conn_state values; connState is an index into this list. */
export const CONN_STATES: readonly string[] = [
  'OTH',
  'S0',
  'S1',
  'SF',
  'REJ',
  'S2',
  'S3',
  'RSTO',
  'RSTR',
  'RSTOS0',
  'RSTRH',
  'SH',
  'SHR',
]

/** connState of a session whose log does not say. */
export const NO_STATE = 255

/** Bits of `unset`: what the log of a session does not say; the columns hold 0 there. */
export const UNSET_DURATION = 1
export const UNSET_BYTES = 2
export const UNSET_PACKETS = 4
export const UNSET_IP_BYTES = 8
/** No row of conn tells of the session: its start and end are those of other logs' rows. */
export const UNSET_SESSION = 16

/** Bits of `local`: what is said of the originator and the responder, and whether it is. */
export const LOCAL_ORIG = 1
export const LOCAL_ORIG_TOLD = 2
export const LOCAL_RESP = 4
export const LOCAL_RESP_TOLD = 8

/**
 * One row a session (Zeek's conn): a bidirectional 5-tuple in time. Row 0 is "none". For TCP and UDP a session is a
 * stream of Wireshark's; ICMP has type and code (or the reply's type) in place of ports, as Zeek does.
 *
 * Sessions of packets come first, those that only a log tells of behind them. These have no value in the columns that
 * say so: `wireBytes` and `rtt` answer for both.
 */
export class SessionTable extends Table {
  /** IP protocol number. */
  proto = new Uint8Array(this.capacity)
  /** tcp.stream or udp.stream; 0 elsewhere. Of packets only. */
  stream = new Uint32Array(this.capacity)
  /** Of packets only. */
  conversation = new Uint32Array(this.capacity)
  origHost = new Uint32Array(this.capacity)
  respHost = new Uint32Array(this.capacity)
  origPort = new Uint16Array(this.capacity)
  respPort = new Uint16Array(this.capacity)
  /** Protocol id of the first application protocol seen; 0 = none. */
  service = new Uint16Array(this.capacity)
  /** Nanoseconds after the capture's base second: earliest and latest packet. */
  start = new Float64Array(this.capacity)
  end = new Float64Array(this.capacity)
  origPackets = new Uint32Array(this.capacity)
  respPackets = new Uint32Array(this.capacity)
  /** Transport payload. */
  origBytes = new Float64Array(this.capacity)
  respBytes = new Float64Array(this.capacity)
  /** Network layer and above (Zeek's orig_ip_bytes). */
  origIpBytes = new Float64Array(this.capacity)
  respIpBytes = new Float64Array(this.capacity)
  /** Whole frames. Of packets only. */
  origFrameBytes = new Float64Array(this.capacity)
  respFrameBytes = new Float64Array(this.capacity)
  /** Nanoseconds from SYN to the ACK that completes the handshake; -1 = not seen. Of packets only. */
  initialRtt = new Float64Array(this.capacity).fill(-1)
  /** Zeek's history, as symbols of CaptureTables.histories (one node a string of letters). */
  history = new Uint16Array(this.capacity)
  /** Index into CONN_STATES, or NO_STATE. */
  connState = new Uint8Array(this.capacity)
  /** Frame number of the first packet; of a session that only a log tells of, of its record (see frameOfRecord). */
  firstFrame = new Uint32Array(this.capacity)
  /** UNSET bits; 0 for sessions of packets. */
  unset = new Uint8Array(this.capacity)

  /** Zeek's local_orig and local_resp: LOCAL bits. */
  local = new Uint8Array(0)
  /** Zeek's missed_bytes: payload that was not seen; empty until a log tells of any. */
  missedBytes = new Float64Array(0)
  /** Of sessions of packets of which a log tells, too: the first such log, its row of CaptureTables.logs plus one. */
  logs = new Uint16Array(0)
  /** Uids of the tunnels that carry the session, TextPool ids; empty until a log names one. */
  tunnelParents = new Uint32Array(0)
  /** Protocol ids beyond `service` where a log names several, by row. */
  readonly moreServices = new Map<number, readonly number[]>()
  /** Rows from here on are of sessions that only a log tells of. */
  firstLogRow = Number.POSITIVE_INFINITY

  constructor(capacity?: number) {
    super(capacity)
    this.addRow()
  }

  /** A row of a session that only a log tells of; no row of packets may follow. */
  addLogRow(): number {
    if (this.firstLogRow > this.rows) this.firstLogRow = this.rows
    return this.addRow()
  }

  /** As `addLogRow`, of several. */
  addLogRows(count: number): number {
    if (this.firstLogRow > this.rows) this.firstLogRow = this.rows
    return this.addRows(count)
  }

  /** Each is 1, 0, or NaN where the log does not say. */
  setLocal(row: number, orig: number, resp: number): void {
    if (Number.isNaN(orig) && Number.isNaN(resp)) return
    if (this.local.length < this.capacity) this.local = grown(this.local, this.capacity)
    this.local[row] =
      (orig >= 0 ? LOCAL_ORIG_TOLD : 0) |
      (orig === 1 ? LOCAL_ORIG : 0) |
      (resp >= 0 ? LOCAL_RESP_TOLD : 0) |
      (resp === 1 ? LOCAL_RESP : 0)
  }

  /** A log (a row of CaptureTables.logs) tells of a session of packets. */
  setLog(row: number, log: number): void {
    if (this.logs.length === 0) this.logs = new Uint16Array(this.rows)
    if (this.logs[row] === 0) this.logs[row] = log + 1
  }

  setMissedBytes(row: number, bytes: number): void {
    if (this.missedBytes.length < this.capacity) this.missedBytes = grown(this.missedBytes, this.capacity)
    this.missedBytes[row] = bytes
  }

  setTunnelParents(row: number, text: number): void {
    if (this.tunnelParents.length < this.capacity) this.tunnelParents = grown(this.tunnelParents, this.capacity)
    this.tunnelParents[row] = text
  }

  /** Whether only a log tells of the session. */
  isOfLog(row: number): boolean {
    return row >= this.firstLogRow
  }

  /** Bytes from the originator (0) or the responder (1): whole frames; of a log its IP bytes, else payload. */
  wireBytes(row: number, direction: 0 | 1): number {
    if (!this.isOfLog(row)) return direction === 0 ? this.origFrameBytes[row] : this.respFrameBytes[row]
    if ((this.unset[row] & UNSET_IP_BYTES) !== 0) return direction === 0 ? this.origBytes[row] : this.respBytes[row]
    return direction === 0 ? this.origIpBytes[row] : this.respIpBytes[row]
  }

  /** Nanoseconds of the TCP handshake; NaN = not seen, or told by a log. */
  rtt(row: number): number {
    return this.isOfLog(row) || this.initialRtt[row] < 0 ? Number.NaN : this.initialRtt[row]
  }

  protected grow(capacity: number): void {
    if (this.firstLogRow === Number.POSITIVE_INFINITY) this.growPacketColumns(capacity)
    this.proto = grown(this.proto, capacity)
    this.origHost = grown(this.origHost, capacity)
    this.respHost = grown(this.respHost, capacity)
    this.origPort = grown(this.origPort, capacity)
    this.respPort = grown(this.respPort, capacity)
    this.service = grown(this.service, capacity)
    this.start = grown(this.start, capacity)
    this.end = grown(this.end, capacity)
    this.origPackets = grown(this.origPackets, capacity)
    this.respPackets = grown(this.respPackets, capacity)
    this.origBytes = grown(this.origBytes, capacity)
    this.respBytes = grown(this.respBytes, capacity)
    this.origIpBytes = grown(this.origIpBytes, capacity)
    this.respIpBytes = grown(this.respIpBytes, capacity)
    this.history = grown(this.history, capacity)
    this.connState = grown(this.connState, capacity)
    this.firstFrame = grown(this.firstFrame, capacity)
    this.unset = grown(this.unset, capacity)
    if (this.local.length > 0) this.local = grown(this.local, capacity)
    if (this.missedBytes.length > 0) this.missedBytes = grown(this.missedBytes, capacity)
    if (this.tunnelParents.length > 0) this.tunnelParents = grown(this.tunnelParents, capacity)
  }

  private growPacketColumns(capacity: number): void {
    this.stream = grown(this.stream, capacity)
    this.conversation = grown(this.conversation, capacity)
    this.origFrameBytes = grown(this.origFrameBytes, capacity)
    this.respFrameBytes = grown(this.respFrameBytes, capacity)
    this.initialRtt = grown(this.initialRtt, capacity, -1)
  }
}
