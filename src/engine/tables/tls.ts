import { grown, Table } from './column.ts'

/** One row a ClientHello or ServerHello of TLS, DTLS or QUIC (Zeek's ssl log has one a session). Text columns are TextPool ids, 0 = unset. */
export class TlsHelloTable extends Table {
  /** 1 = ClientHello, 2 = ServerHello. */
  kind = new Uint8Array(this.capacity)
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  source = new Uint32Array(this.capacity)
  destination = new Uint32Array(this.capacity)
  sourcePort = new Uint16Array(this.capacity)
  destinationPort = new Uint16Array(this.capacity)
  /** 'tls', 'quic' or 'dtls'. */
  transport = new Uint32Array(this.capacity)
  /** legacy_version of the hello. */
  version = new Uint16Array(this.capacity)
  serverName = new Uint32Array(this.capacity)
  /** Protocols in wire order, joined by a line feed. */
  alpn = new Uint32Array(this.capacity)
  /** ClientHello: supported_versions in wire order, '0x0304' joined by commas. */
  supportedVersions = new Uint32Array(this.capacity)
  /** ServerHello: supported_versions' one value; 0 = absent. */
  selectedVersion = new Uint16Array(this.capacity)
  /** ServerHello: cipher suite. */
  cipher = new Uint16Array(this.capacity)
  /** JA3 of a ClientHello, JA3S of a ServerHello (MD5, hex). */
  ja3 = new Uint32Array(this.capacity)
  /** JA4 of a ClientHello. */
  ja4 = new Uint32Array(this.capacity)

  protected grow(capacity: number): void {
    this.kind = grown(this.kind, capacity)
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.source = grown(this.source, capacity)
    this.destination = grown(this.destination, capacity)
    this.sourcePort = grown(this.sourcePort, capacity)
    this.destinationPort = grown(this.destinationPort, capacity)
    this.transport = grown(this.transport, capacity)
    this.version = grown(this.version, capacity)
    this.serverName = grown(this.serverName, capacity)
    this.alpn = grown(this.alpn, capacity)
    this.supportedVersions = grown(this.supportedVersions, capacity)
    this.selectedVersion = grown(this.selectedVersion, capacity)
    this.cipher = grown(this.cipher, capacity)
    this.ja3 = grown(this.ja3, capacity)
    this.ja4 = grown(this.ja4, capacity)
  }
}
