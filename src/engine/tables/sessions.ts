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

/**
 * One row a session (Zeek's conn): a bidirectional 5-tuple in time. Row 0 is "none". For TCP and UDP a session is a
 * stream of Wireshark's; ICMP has type and code (or the reply's type) in place of ports, as Zeek does.
 */
export class SessionTable extends Table {
  /** IP protocol number. */
  proto = new Uint8Array(this.capacity)
  /** tcp.stream or udp.stream; 0 elsewhere. */
  stream = new Uint32Array(this.capacity)
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
  /** Whole frames. */
  origFrameBytes = new Float64Array(this.capacity)
  respFrameBytes = new Float64Array(this.capacity)
  /** Nanoseconds from SYN to the ACK that completes the handshake; -1 = not seen. */
  initialRtt = new Float64Array(this.capacity).fill(-1)
  /** Zeek's history, as symbols of CaptureTables.histories (one node a string of letters). */
  history = new Uint16Array(this.capacity)
  /** Index into CONN_STATES. */
  connState = new Uint8Array(this.capacity)
  /** Frame number of the first packet. */
  firstFrame = new Uint32Array(this.capacity)

  constructor(capacity?: number) {
    super(capacity)
    this.addRow()
  }

  protected grow(capacity: number): void {
    this.proto = grown(this.proto, capacity)
    this.stream = grown(this.stream, capacity)
    this.conversation = grown(this.conversation, capacity)
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
    this.origFrameBytes = grown(this.origFrameBytes, capacity)
    this.respFrameBytes = grown(this.respFrameBytes, capacity)
    this.initialRtt = grown(this.initialRtt, capacity, -1)
    this.history = grown(this.history, capacity)
    this.connState = grown(this.connState, capacity)
    this.firstFrame = grown(this.firstFrame, capacity)
  }
}
