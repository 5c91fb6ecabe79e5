import { grown, Table } from './column.ts'

/** One row an HTTP message: a request (status 0) or a response. Text columns are TextPool ids, 0 = header absent. */
export class HttpTable extends Table {
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  source = new Uint32Array(this.capacity)
  destination = new Uint32Array(this.capacity)
  sourcePort = new Uint16Array(this.capacity)
  destinationPort = new Uint16Array(this.capacity)
  /** Protocol id: http, ssdp, http2. */
  protocol = new Uint16Array(this.capacity)
  method = new Uint32Array(this.capacity)
  host = new Uint32Array(this.capacity)
  uri = new Uint32Array(this.capacity)
  userAgent = new Uint32Array(this.capacity)
  referrer = new Uint32Array(this.capacity)
  /** 0 = this row is a request. */
  status = new Uint16Array(this.capacity)
  phrase = new Uint32Array(this.capacity)
  contentType = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  /** Bytes of the body after the headers, as framed; -1 = unknown. */
  bodyLength = new Float64Array(this.capacity)
  /** The other half: row of the response for a request and of the request for a response, plus one; 0 = none. */
  peer = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.source = grown(this.source, capacity)
    this.destination = grown(this.destination, capacity)
    this.sourcePort = grown(this.sourcePort, capacity)
    this.destinationPort = grown(this.destinationPort, capacity)
    this.protocol = grown(this.protocol, capacity)
    this.method = grown(this.method, capacity)
    this.host = grown(this.host, capacity)
    this.uri = grown(this.uri, capacity)
    this.userAgent = grown(this.userAgent, capacity)
    this.referrer = grown(this.referrer, capacity)
    this.status = grown(this.status, capacity)
    this.phrase = grown(this.phrase, capacity)
    this.contentType = grown(this.contentType, capacity)
    this.server = grown(this.server, capacity)
    this.bodyLength = grown(this.bodyLength, capacity)
    this.peer = grown(this.peer, capacity)
  }
}
