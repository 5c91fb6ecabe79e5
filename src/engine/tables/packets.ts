import { grown, Table } from './column.ts'

/** One row a packet, in the order of the capture: row = frame number - 1. */
export class PacketTable extends Table {
  /** Nanoseconds after the capture's base second. */
  time = new Float64Array(this.capacity)
  /** Bytes on the wire (frame.len). */
  length = new Uint32Array(this.capacity)
  /** Bytes captured (frame.cap_len). */
  captured = new Uint32Array(this.capacity)
  /** Node of CaptureTables.paths: the protocols of the packet. */
  path = new Uint16Array(this.capacity)
  /** Node of CaptureTables.tracks: the conversations the packet belongs to, each with its direction. */
  track = new Uint32Array(this.capacity)
  /** Innermost session; 0 = none. */
  session = new Uint32Array(this.capacity)
  /** Row of CaptureTables.sources: which interface of which file. */
  source = new Uint16Array(this.capacity)
  /** Where the packet's bytes start in its (decompressed) file. */
  offset = new Float64Array(this.capacity)

  protected grow(capacity: number): void {
    this.time = grown(this.time, capacity)
    this.length = grown(this.length, capacity)
    this.captured = grown(this.captured, capacity)
    this.path = grown(this.path, capacity)
    this.track = grown(this.track, capacity)
    this.session = grown(this.session, capacity)
    this.source = grown(this.source, capacity)
    this.offset = grown(this.offset, capacity)
  }
}
