import { ipv4Text, ipv6Text } from '../bytes/addresses.ts'
import {
  DER_BOOLEAN,
  DER_INTEGER,
  DER_OCTET_STRING,
  DER_OID,
  DER_SEQUENCE,
  DerElement,
  derTime,
  oidText,
} from '../bytes/der.ts'
import { hexText, sha1Bytes, sha256Hex } from '../bytes/hashing.ts'
import { type DistinguishedName, readName } from './distinguished-name.ts'
import type { CertificateRecord } from './records.ts'
import type { Sink } from './sink.ts'

const VERSION = 0xa0
const EXTENSIONS = 0xa3
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87
const SUBJECT_ALT_NAME = '2.5.29.17'
/** RFC 3279, RFC 4055, RFC 5758, RFC 8410. */
const SIGNATURE_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.3.14.3.2.29', 'sha1WithRSA'],
  ['1.2.840.113549.1.1.10', 'rsassaPss'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.10040.4.3', 'dsaWithSHA1'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.3.101.112', 'ED25519'],
  ['1.3.101.113', 'ED448'],
])
/** Names listed of one certificate. */
const MOST_NAMES = 1000

/**
 * Reads the certificate whose DER is bytes[at, end) into `record` (RFC 5280 section 4.1). False when it is none; fields
 * that cannot be read stay 0.
 */
export function readCertificate(
  record: CertificateRecord,
  sink: Sink,
  bytes: Uint8Array,
  at: number,
  end: number,
): boolean {
  record.subjectCommonName = 0
  record.issuerCommonName = 0
  record.subject = 0
  record.issuer = 0
  record.notBefore = 0
  record.notAfter = 0
  record.serial = 0
  record.subjectAltNames = 0
  record.signatureAlgorithm = 0
  const der = bytes.subarray(at, end)
  record.fingerprint = sink.string(sha256Hex(der))
  record.sha1 = sink.string(hexText(sha1Bytes(der)).replace(/..(?!$)/g, '$&:'))
  const tbs = new DerElement()
  const field = new DerElement()
  if (!tbs.expect(DER_SEQUENCE, bytes, at, end) || !tbs.expect(DER_SEQUENCE, bytes, tbs.start, tbs.end)) return false
  let next = tbs.start
  if (field.expect(VERSION, bytes, next, tbs.end)) next = field.end
  if (!field.expect(DER_INTEGER, bytes, next, tbs.end)) return false
  record.serial = sink.string(hexText(bytes.subarray(field.start, Math.min(field.end, field.start + 64))))
  if (!field.read(bytes, field.end, tbs.end)) return true
  const algorithm = new DerElement()
  if (algorithm.expect(DER_OID, bytes, field.start, field.end)) {
    const oid = oidText(bytes, algorithm.start, algorithm.end)
    record.signatureAlgorithm = sink.string(SIGNATURE_ALGORITHMS.get(oid) ?? oid)
  }

  if (!field.expect(DER_SEQUENCE, bytes, field.end, tbs.end)) return true
  const issuer = readName(bytes, field.start, field.end)
  record.issuer = sink.string(issuer.text)
  record.issuerCommonName = commonName(sink, issuer)

  if (!field.expect(DER_SEQUENCE, bytes, field.end, tbs.end)) return true
  const time = new DerElement()
  if (time.read(bytes, field.start, field.end)) {
    record.notBefore = sink.string(derTime(time.tag, bytes, time.start, time.end))
    if (time.read(bytes, time.end, field.end))
      record.notAfter = sink.string(derTime(time.tag, bytes, time.start, time.end))
  }

  if (!field.expect(DER_SEQUENCE, bytes, field.end, tbs.end)) return true
  const subject = readName(bytes, field.start, field.end)
  record.subject = sink.string(subject.text)
  record.subjectCommonName = commonName(sink, subject)

  // subjectPublicKeyInfo, the unique identifiers
  for (next = field.end; field.read(bytes, next, tbs.end); next = field.end)
    if (field.tag === EXTENSIONS) {
      const names = alternativeNames(bytes, field.start, field.end)
      record.subjectAltNames = names.length === 0 ? 0 : sink.string(names.join(','))
    }
  return true
}

function commonName(sink: Sink, name: DistinguishedName): number {
  return name.commonName === null ? 0 : sink.string(name.commonName)
}

/** dNSName and iPAddress entries of the subjectAltName extension. */
function alternativeNames(bytes: Uint8Array, at: number, end: number): string[] {
  const found: string[] = []
  const list = new DerElement()
  const extension = new DerElement()
  const field = new DerElement()
  if (!list.expect(DER_SEQUENCE, bytes, at, end)) return found
  for (let next = list.start; extension.expect(DER_SEQUENCE, bytes, next, list.end); next = extension.end) {
    if (!field.expect(DER_OID, bytes, extension.start, extension.end)) continue
    if (oidText(bytes, field.start, field.end) !== SUBJECT_ALT_NAME) continue
    let value = field.end
    if (field.expect(DER_BOOLEAN, bytes, value, extension.end)) value = field.end
    if (!field.expect(DER_OCTET_STRING, bytes, value, extension.end)) continue
    if (!field.expect(DER_SEQUENCE, bytes, field.start, field.end)) continue
    const names = new DerElement()
    for (let one = field.start; names.read(bytes, one, field.end) && found.length < MOST_NAMES; one = names.end) {
      if (names.tag === DNS_NAME) found.push(latin1(bytes, names.start, names.end))
      else if (names.tag === IP_ADDRESS) found.push(addressText(bytes, names.start, names.end))
    }
  }
  return found
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to && at < from + 255; at++) text += String.fromCharCode(bytes[at])
  return text
}

function addressText(bytes: Uint8Array, from: number, to: number): string {
  const word = (at: number) => ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0
  if (to - from === 4) return ipv4Text(word(from))
  if (to - from === 16) return ipv6Text(word(from), word(from + 4), word(from + 8), word(from + 12))
  return hexText(bytes.subarray(from, to))
}
