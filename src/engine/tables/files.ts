import { grown, Table } from './column.ts'

/** One row a body that was transferred (Zeek's files log). Nothing of it is kept. Texts are TextPool ids, 0 = not said. */
export class FileTable extends Table {
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  /** tx_hosts and rx_hosts: who sends and who gets it. */
  source = new Uint32Array(this.capacity)
  destination = new Uint32Array(this.capacity)
  /** Protocol id of the carrier. */
  protocol = new Uint16Array(this.capacity)
  /** What the first bytes are, 'application/x-dosexec'. */
  mimeType = new Uint32Array(this.capacity)
  /** What its sender says that it is: the Content-Type header. */
  declaredType = new Uint32Array(this.capacity)
  filename = new Uint32Array(this.capacity)
  /** seen_bytes: of the body as it was transferred. */
  bytes = new Float64Array(this.capacity)
  /** Row of the HTTP message, plus one. */
  http = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.source = grown(this.source, capacity)
    this.destination = grown(this.destination, capacity)
    this.protocol = grown(this.protocol, capacity)
    this.mimeType = grown(this.mimeType, capacity)
    this.declaredType = grown(this.declaredType, capacity)
    this.filename = grown(this.filename, capacity)
    this.bytes = grown(this.bytes, capacity)
    this.http = grown(this.http, capacity)
  }
}
