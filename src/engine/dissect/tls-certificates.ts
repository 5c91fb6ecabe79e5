import { readCertificate } from './certificate-record.ts'
import type { Packet } from './packet.ts'
import type { CertificateRecord } from './records.ts'
import { type SeenCertificate, SeenOcspResponses } from './seen-certificates.ts'
import type { HelloTransport } from './tls-hello.ts'
import { DTLS12, TLS12, TLS13, type TlsSession } from './tls-session.ts'
import { X509Walk } from './x509.ts'

const STATUS_OCSP = 1
const STATUS_OCSP_MULTI = 2

const certificate: CertificateRecord = {
  transport: 'tls',
  index: 0,
  subjectCommonName: 0,
  issuerCommonName: 0,
  subject: 0,
  issuer: 0,
  notBefore: 0,
  notAfter: 0,
  serial: 0,
  subjectAltNames: 0,
  signatureAlgorithm: 0,
  fingerprint: 0,
  sha1: 0,
}

/** RFC 5246 section 7.4.2; RFC 8446 section 4.4.2 has a context before the list and extensions behind each. */
export function dissectCertificates(
  packet: Packet,
  session: TlsSession,
  transport: HelloTransport,
  from: number,
  to: number,
): void {
  const extended = session.version === TLS13
  let at = from
  if (extended && at < to) at += 1 + packet.u8(at)
  if (at + 3 > to) return
  const end = Math.min(to, at + 3 + packet.u24(at))
  const walk = new X509Walk(packet)
  at += 3
  for (let index = 0; at + 3 <= end; index++) {
    const start = at + 3
    const stop = Math.min(end, start + packet.u24(at))
    dissectCertificate(packet, walk, transport, index, start, stop)
    at = stop
    if (extended && at + 2 <= end) at += 2 + packet.u16(at)
  }
}

/** The certificate whose DER is bytes[start, stop); one that was seen before is not read again. */
function dissectCertificate(
  packet: Packet,
  walk: X509Walk,
  transport: HelloTransport,
  index: number,
  start: number,
  stop: number,
): void {
  const { certificates, sink } = packet
  const seen = certificates.find(packet.bytes, start, stop)
  if (seen !== null) {
    if (seen.record !== null && !packet.inError) {
      seen.record.transport = transport
      seen.record.index = index
      sink.certificate(packet, seen.record)
    }
    addNames(packet, seen)
    return
  }
  certificate.transport = transport
  certificate.index = index
  const isCertificate = readCertificate(certificate, sink, packet.bytes, start, stop)
  if (isCertificate && !packet.inError) sink.certificate(packet, certificate)
  const before = packet.path
  packet.noted = []
  walk.certificate(start, stop)
  certificates.remember(packet.bytes, start, stop, {
    record: isCertificate ? { ...certificate } : null,
    symbols: packet.noted,
    pathBefore: before,
    pathAfter: packet.path,
  })
  packet.noted = null
}

/** What a certificate seen before adds to the path; mostly to the same one, whose outcome is known. */
function addNames(packet: Packet, seen: SeenCertificate): void {
  if (seen.pathBefore !== packet.path) {
    seen.pathBefore = packet.path
    seen.pathAfter = packet.path
    for (const symbol of seen.symbols) seen.pathAfter = packet.sink.path(seen.pathAfter, symbol)
  }
  packet.path = seen.pathAfter
}

/** RFC 5246 section 7.4.4: the names of the authorities. */
export function dissectCertificateRequest(packet: Packet, session: TlsSession, from: number, to: number): void {
  if (from >= to || session.version === TLS13) return
  let at = from + 1 + packet.u8(from)
  if ((session.version === TLS12 || session.version === DTLS12) && at + 2 <= to) at += 2 + packet.u16(at)
  if (at + 2 > to) return
  const end = Math.min(to, at + 2 + packet.u16(at))
  const walk = new X509Walk(packet)
  at += 2
  while (at + 2 <= end) {
    const stop = Math.min(end, at + 2 + packet.u16(at))
    walk.name(at + 2, stop)
    at = stop
  }
}

/** RFC 6066 section 8, RFC 6961: OCSP responses. */
export function dissectCertificateStatus(packet: Packet, from: number, to: number): void {
  if (from + 4 > to) return
  const type = packet.u8(from)
  if (type === STATUS_OCSP) dissectOcspResponse(packet, from + 4, Math.min(to, from + 4 + packet.u24(from + 1)))
  if (type !== STATUS_OCSP_MULTI) return
  const end = Math.min(to, from + 4 + packet.u24(from + 1))
  let at = from + 4
  while (at + 3 <= end) {
    const stop = Math.min(end, at + 3 + packet.u24(at))
    dissectOcspResponse(packet, at + 3, stop)
    at = stop
  }
}

const newOcspResponses = () => new SeenOcspResponses()

/** The response in bytes[start, stop). */
function dissectOcspResponse(packet: Packet, start: number, stop: number): void {
  const responses = packet.keep('ocsp responses', newOcspResponses)
  const seen = responses.find(packet.bytes, start, stop)
  if (seen !== null) {
    addNames(packet, seen)
    return
  }
  const before = packet.path
  packet.noted = []
  new X509Walk(packet).ocspResponse(start, stop)
  responses.remember(packet.bytes, start, stop, {
    record: null,
    symbols: packet.noted,
    pathBefore: before,
    pathAfter: packet.path,
  })
  packet.noted = null
}
