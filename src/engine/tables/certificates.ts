import { grown, Table } from './column.ts'

/** One row a certificate of a Certificate handshake message (Zeek's x509 log). Text columns are TextPool ids, 0 = unset. */
export class CertificateTable extends Table {
  frame = new Uint32Array(this.capacity)
  session = new Uint32Array(this.capacity)
  source = new Uint32Array(this.capacity)
  destination = new Uint32Array(this.capacity)
  sourcePort = new Uint16Array(this.capacity)
  destinationPort = new Uint16Array(this.capacity)
  /** 'tls', 'quic' or 'dtls'. */
  transport = new Uint32Array(this.capacity)
  /** Position in the message, 0 = leaf. */
  index = new Uint16Array(this.capacity)
  /** Last commonName of the name. */
  subjectCommonName = new Uint32Array(this.capacity)
  issuerCommonName = new Uint32Array(this.capacity)
  /** Whole names, RFC 4514 order as Zeek prints them. */
  subject = new Uint32Array(this.capacity)
  issuer = new Uint32Array(this.capacity)
  /** '2014-04-09T12:05:08Z'. */
  notBefore = new Uint32Array(this.capacity)
  notAfter = new Uint32Array(this.capacity)
  /** Hex of the DER INTEGER's content octets. */
  serial = new Uint32Array(this.capacity)
  /** dNSName and iPAddress entries, joined by commas. */
  subjectAltNames = new Uint32Array(this.capacity)
  /** Of the issuer's signature, by its name in RFC 3279 and its successors, as Zeek prints it; dotted where it has none here. */
  signatureAlgorithm = new Uint32Array(this.capacity)
  /** SHA-256 of the DER, hex. */
  fingerprint = new Uint32Array(this.capacity)
  /** SHA-1 of the DER, hex with colons (Arkime's cert.hash); logs do not tell it. */
  sha1 = new Uint32Array(this.capacity)

  /** A new row like another one; answers its number. */
  copyRow(from: number): number {
    const row = this.addRow()
    for (const column of Object.values(this))
      if (ArrayBuffer.isView(column)) (column as Uint32Array)[row] = (column as Uint32Array)[from]
    return row
  }

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    this.source = grown(this.source, capacity)
    this.destination = grown(this.destination, capacity)
    this.sourcePort = grown(this.sourcePort, capacity)
    this.destinationPort = grown(this.destinationPort, capacity)
    this.transport = grown(this.transport, capacity)
    this.index = grown(this.index, capacity)
    this.subjectCommonName = grown(this.subjectCommonName, capacity)
    this.issuerCommonName = grown(this.issuerCommonName, capacity)
    this.subject = grown(this.subject, capacity)
    this.issuer = grown(this.issuer, capacity)
    this.notBefore = grown(this.notBefore, capacity)
    this.notAfter = grown(this.notAfter, capacity)
    this.serial = grown(this.serial, capacity)
    this.subjectAltNames = grown(this.subjectAltNames, capacity)
    this.signatureAlgorithm = grown(this.signatureAlgorithm, capacity)
    this.fingerprint = grown(this.fingerprint, capacity)
    this.sha1 = grown(this.sha1, capacity)
  }
}
