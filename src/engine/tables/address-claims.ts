import { grown, Table } from './column.ts'

/** One row a pair of an IP address and the hardware address that says to have it (ARP, Neighbor Discovery). */
export class AddressClaimTable extends Table {
  /** Protocol id: arp, icmpv6. */
  protocol = new Uint16Array(this.capacity)
  address = new Uint32Array(this.capacity)
  mac = new Uint32Array(this.capacity)
  firstFrame = new Uint32Array(this.capacity)
  lastFrame = new Uint32Array(this.capacity)
  /** Nanoseconds after the capture's base second. */
  firstTime = new Float64Array(this.capacity)
  lastTime = new Float64Array(this.capacity)
  /** Claims made by asking for another address, by answering, and unasked for. */
  requests = new Uint32Array(this.capacity)
  replies = new Uint32Array(this.capacity)
  gratuitous = new Uint32Array(this.capacity)
  /** How often this claim followed one of another hardware address. */
  takeovers = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.protocol = grown(this.protocol, capacity)
    this.address = grown(this.address, capacity)
    this.mac = grown(this.mac, capacity)
    this.firstFrame = grown(this.firstFrame, capacity)
    this.lastFrame = grown(this.lastFrame, capacity)
    this.firstTime = grown(this.firstTime, capacity)
    this.lastTime = grown(this.lastTime, capacity)
    this.requests = grown(this.requests, capacity)
    this.replies = grown(this.replies, capacity)
    this.gratuitous = grown(this.gratuitous, capacity)
    this.takeovers = grown(this.takeovers, capacity)
  }
}
