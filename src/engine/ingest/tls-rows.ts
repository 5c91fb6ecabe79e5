import type { Packet } from '../dissect/packet.ts'
import type { CertificateRecord, TlsHello } from '../dissect/records.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { CertificateTable } from '../tables/certificates.ts'
import type { HttpTable } from '../tables/http.ts'
import type { TlsHelloTable } from '../tables/tls.ts'

/** Hellos and certificates -> rows. */
export class TlsRows {
  private readonly tables: CaptureTables

  constructor(tables: CaptureTables) {
    this.tables = tables
  }

  hello(packet: Packet, hello: TlsHello): void {
    const t = this.tables.tlsHellos
    const row = t.addRow()
    fillEnds(this.tables, t, row, packet)
    t.kind[row] = hello.kind
    t.transport[row] = this.tables.texts.internText(hello.transport)
    t.version[row] = hello.version
    t.serverName[row] = hello.serverName
    t.alpn[row] = hello.alpn
    t.supportedVersions[row] = hello.supportedVersions
    t.selectedVersion[row] = hello.selectedVersion
    t.cipher[row] = hello.cipher
    t.ja3[row] = hello.ja3
    t.ja4[row] = hello.ja4
  }

  certificate(packet: Packet, certificate: CertificateRecord): void {
    const t = this.tables.certificates
    const row = t.addRow()
    fillEnds(this.tables, t, row, packet)
    t.transport[row] = this.tables.texts.internText(certificate.transport)
    t.index[row] = certificate.index
    t.subjectCommonName[row] = certificate.subjectCommonName
    t.issuerCommonName[row] = certificate.issuerCommonName
    t.subject[row] = certificate.subject
    t.issuer[row] = certificate.issuer
    t.notBefore[row] = certificate.notBefore
    t.notAfter[row] = certificate.notAfter
    t.serial[row] = certificate.serial
    t.subjectAltNames[row] = certificate.subjectAltNames
    t.signatureAlgorithm[row] = certificate.signatureAlgorithm
    t.fingerprint[row] = certificate.fingerprint
    t.sha1[row] = certificate.sha1
  }
}

/** Frame, session, addresses and ports of a message: a tunnel may have given the packet other ports for what it carries. */
export function fillEnds(
  { sessions }: CaptureTables,
  table: TlsHelloTable | CertificateTable | HttpTable,
  row: number,
  packet: Packet,
): void {
  const { session } = packet
  const fromOriginator = packet.direction === 0
  table.frame[row] = packet.number
  table.session[row] = session
  table.source[row] = packet.source
  table.destination[row] = packet.destination
  if (session === 0) {
    table.sourcePort[row] = packet.sourcePort
    table.destinationPort[row] = packet.destinationPort
  } else {
    table.sourcePort[row] = fromOriginator ? sessions.origPort[session] : sessions.respPort[session]
    table.destinationPort[row] = fromOriginator ? sessions.respPort[session] : sessions.origPort[session]
  }
}
