import { grown, Table } from './column.ts'

/**
 * One row a DHCP transaction with one server (Zeek's dhcp log, which has one row for all servers). Addresses are
 * AddressPool ids, texts TextPool ids, 0 = not said.
 */
export class DhcpTable extends Table {
  /** Of its first message. */
  frame = new Uint32Array(this.capacity)
  /** Of the next three (a lease takes four messages); 0 = there is none. */
  secondFrame = new Uint32Array(this.capacity)
  thirdFrame = new Uint32Array(this.capacity)
  fourthFrame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  transaction = new Uint32Array(this.capacity)
  /** client_addr: what the client has at the end. */
  client = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  mac = new Uint32Array(this.capacity)
  hostName = new Uint32Array(this.capacity)
  clientFqdn = new Uint32Array(this.capacity)
  domain = new Uint32Array(this.capacity)
  requestedAddress = new Uint32Array(this.capacity)
  assignedAddress = new Uint32Array(this.capacity)
  /** Seconds; -1 = not said. */
  leaseTime = new Float64Array(this.capacity).fill(-1)
  /** Addresses as texts, joined by commas. */
  routers = new Uint32Array(this.capacity)
  nameServers = new Uint32Array(this.capacity)
  /** Bit n: a message of type n was seen (option 53: 1 DISCOVER, 2 OFFER, 3 REQUEST, 5 ACK …). */
  messageTypes = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.secondFrame = grown(this.secondFrame, capacity)
    this.thirdFrame = grown(this.thirdFrame, capacity)
    this.fourthFrame = grown(this.fourthFrame, capacity)
    this.session = grown(this.session, capacity)
    this.transaction = grown(this.transaction, capacity)
    this.client = grown(this.client, capacity)
    this.server = grown(this.server, capacity)
    this.mac = grown(this.mac, capacity)
    this.hostName = grown(this.hostName, capacity)
    this.clientFqdn = grown(this.clientFqdn, capacity)
    this.domain = grown(this.domain, capacity)
    this.requestedAddress = grown(this.requestedAddress, capacity)
    this.assignedAddress = grown(this.assignedAddress, capacity)
    this.leaseTime = grown(this.leaseTime, capacity, -1)
    this.routers = grown(this.routers, capacity)
    this.nameServers = grown(this.nameServers, capacity)
    this.messageTypes = grown(this.messageTypes, capacity)
  }
}
