import { grown, Table } from './column.ts'

/** One row a session in which SSH was seen (Zeek's ssh log). Text columns are TextPool ids, 0 = unset. */
export class SshTable extends Table {
  /** Frame of its first banner or key exchange. */
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  client = new Uint32Array(this.capacity)
  server = new Uint32Array(this.capacity)
  clientPort = new Uint16Array(this.capacity)
  serverPort = new Uint16Array(this.capacity)
  /** Identification strings without line end, 'SSH-2.0-OpenSSH_9.2'. */
  clientVersion = new Uint32Array(this.capacity)
  serverVersion = new Uint32Array(this.capacity)
  /** What the two sides agree on: RFC 4253 section 7.1. */
  keyExchange = new Uint32Array(this.capacity)
  hostKey = new Uint32Array(this.capacity)
  /** Client to server. */
  cipher = new Uint32Array(this.capacity)
  mac = new Uint32Array(this.capacity)
  compression = new Uint32Array(this.capacity)
  /** HASSH of the client and of the server (MD5, hex). */
  hassh = new Uint32Array(this.capacity)
  hasshServer = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.client = grown(this.client, capacity)
    this.server = grown(this.server, capacity)
    this.clientPort = grown(this.clientPort, capacity)
    this.serverPort = grown(this.serverPort, capacity)
    this.clientVersion = grown(this.clientVersion, capacity)
    this.serverVersion = grown(this.serverVersion, capacity)
    this.keyExchange = grown(this.keyExchange, capacity)
    this.hostKey = grown(this.hostKey, capacity)
    this.cipher = grown(this.cipher, capacity)
    this.mac = grown(this.mac, capacity)
    this.compression = grown(this.compression, capacity)
    this.hassh = grown(this.hassh, capacity)
    this.hasshServer = grown(this.hasshServer, capacity)
  }
}
