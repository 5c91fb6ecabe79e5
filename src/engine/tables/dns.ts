import { grown, Table } from './column.ts'

/**
 * One row a lookup: a question with its response, a question without one, or a response without a question (Zeek's dns
 * log). Frames are numbers from 1; 0 = not seen.
 */
export class DnsTable extends Table {
  /** Protocol id: dns, mdns, llmnr. */
  protocol = new Uint16Array(this.capacity)
  /** 6, 17, or 0 when carried by something else. */
  transport = new Uint8Array(this.capacity)
  client = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  clientPort = new Uint16Array(this.capacity)
  serverPort = new Uint16Array(this.capacity)
  transactionId = new Uint16Array(this.capacity)
  /** TextPool id of the name as tshark prints it; 0 = none (a response without questions or answers). */
  query = new Uint32Array(this.capacity)
  /** RR type; 0xffff_ffff = none. */
  queryType = new Uint32Array(this.capacity)
  queryFrame = new Uint32Array(this.capacity)
  responseFrame = new Uint32Array(this.capacity)
  /** -1 = no response. */
  rcode = new Int16Array(this.capacity)
  /** First row and number of rows in DnsAnswerTable. */
  firstAnswer = new Uint32Array(this.capacity)
  answers = new Uint16Array(this.capacity)
  session = new Uint32Array(this.capacity)
  /** Nanoseconds from query to response of a log's record; NaN where it does not say. Of packets their frames say it. */
  rtt = new Float64Array(this.capacity).fill(Number.NaN)

  protected grow(capacity: number): void {
    this.protocol = grown(this.protocol, capacity)
    this.transport = grown(this.transport, capacity)
    this.client = grown(this.client, capacity)
    this.server = grown(this.server, capacity)
    this.clientPort = grown(this.clientPort, capacity)
    this.serverPort = grown(this.serverPort, capacity)
    this.transactionId = grown(this.transactionId, capacity)
    this.query = grown(this.query, capacity)
    this.queryType = grown(this.queryType, capacity)
    this.queryFrame = grown(this.queryFrame, capacity)
    this.responseFrame = grown(this.responseFrame, capacity)
    this.rcode = grown(this.rcode, capacity)
    this.firstAnswer = grown(this.firstAnswer, capacity)
    this.answers = grown(this.answers, capacity)
    this.session = grown(this.session, capacity)
    this.rtt = grown(this.rtt, capacity, Number.NaN)
  }
}

/** One row a resource record of an answer section. */
export class DnsAnswerTable extends Table {
  name = new Uint32Array(this.capacity)
  type = new Uint16Array(this.capacity)
  /** Seconds; of an OPT RR (RFC 6891) its extended code and flags. */
  ttl = new Uint32Array(this.capacity)
  /** TextPool id of the rendered data; 0 = not rendered. */
  value = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.name = grown(this.name, capacity)
    this.type = grown(this.type, capacity)
    this.ttl = grown(this.ttl, capacity)
    this.value = grown(this.value, capacity)
  }
}
