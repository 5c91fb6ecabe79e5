import { DER_BOOLEAN, DER_OCTET_STRING, DER_OID, DER_SEQUENCE, DER_SET, DerElement, oidText } from '../bytes/der.ts'
import { eachAttribute, eachAttributeOfRdn } from './distinguished-name.ts'
import type { Packet } from './packet.ts'
import { oidSyntax } from './x509-oids.ts'

/** Extensions within alternative names within extensions …: no certificate nests so deep. */
const MAX_DEPTH = 12
/** Names that one packet adds to its path; a chain of ten certificates has about two hundred. */
const MOST_NAMES = 1000

const CONTEXT_0 = 0xa0
const CONTEXT_1 = 0xa1
const CONTEXT_2 = 0xa2
const CONTEXT_3 = 0xa3
const CONTEXT_4 = 0xa4

type Visit = (walk: X509Walk, at: number, end: number) => void

/**
 * Walks X.509 structures (ITU-T X.509, RFC 5280, RFC 6960) for the names that they add to frame.protocols: one a value
 * that an OBJECT IDENTIFIER announces and a dissector of tshark takes. All are drawn inside the caller's subtree.
 */
export class X509Walk {
  readonly packet: Packet
  private readonly bytes: Uint8Array
  private depth = 0
  private names = 0

  constructor(packet: Packet) {
    this.packet = packet
    this.bytes = packet.bytes
  }

  /** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signature }. */
  certificate(at: number, end: number): void {
    const { bytes } = this
    const whole = new DerElement()
    const part = new DerElement()
    if (!whole.expect(DER_SEQUENCE, bytes, at, end) || !part.expect(DER_SEQUENCE, bytes, whole.start, whole.end)) return
    this.toBeSigned(part.start, part.end)
    this.algorithm(part.end, whole.end)
  }

  /** CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signature }. */
  certificateList(at: number, end: number): void {
    const { bytes } = this
    const whole = new DerElement()
    const tbs = new DerElement()
    const field = new DerElement()
    if (!whole.expect(DER_SEQUENCE, bytes, at, end) || !tbs.expect(DER_SEQUENCE, bytes, whole.start, whole.end)) return
    // The sequences are, in order: the algorithm, the issuer, what is revoked.
    let sequences = 0
    for (let next = tbs.start; field.read(bytes, next, tbs.end); next = field.end) {
      if (field.tag === CONTEXT_0) this.extensions(field.start, field.end)
      if (field.tag !== DER_SEQUENCE) continue
      sequences++
      if (sequences === 1) this.algorithm(next, tbs.end)
      else if (sequences === 2) this.name(next, tbs.end)
      else this.each(next, tbs.end, (from, to) => this.revoked(from, to))
    }
    this.algorithm(tbs.end, whole.end)
  }

  /** Name ::= RDNSequence: the element at `at`. */
  name(at: number, end: number): void {
    const sequence = new DerElement()
    if (!sequence.expect(DER_SEQUENCE, this.bytes, at, end)) return
    eachAttribute(this.bytes, sequence.start, sequence.end, (oid, valueAt, valueEnd) =>
      this.value(oid, valueAt, valueEnd),
    )
  }

  /** AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters }. */
  algorithm(at: number, end: number): void {
    const sequence = new DerElement()
    const oid = new DerElement()
    if (!sequence.expect(DER_SEQUENCE, this.bytes, at, end)) return
    if (!oid.expect(DER_OID, this.bytes, sequence.start, sequence.end) || oid.end === sequence.end) return
    this.value(oidText(this.bytes, oid.start, oid.end), oid.end, sequence.end)
  }

  /** Extensions ::= SEQUENCE OF Extension: the element at `at`. */
  extensions(at: number, end: number): void {
    const oid = new DerElement()
    const field = new DerElement()
    this.each(at, end, (start, stop) => {
      if (!oid.expect(DER_OID, this.bytes, start, stop)) return
      let next = oid.end
      if (field.expect(DER_BOOLEAN, this.bytes, next, stop)) next = field.end
      if (field.expect(DER_OCTET_STRING, this.bytes, next, stop))
        this.value(oidText(this.bytes, oid.start, oid.end), field.start, field.end)
    })
  }

  /** GeneralNames: bytes[from, to) are the contents. */
  generalNames(from: number, to: number): void {
    const name = new DerElement()
    for (let at = from; name.read(this.bytes, at, to); at = name.end) this.generalName(at, to)
  }

  generalName(at: number, end: number): void {
    const name = new DerElement()
    if (!name.read(this.bytes, at, end)) return
    if (name.tag === CONTEXT_4) this.name(name.start, name.end)
    else if (name.tag === CONTEXT_0) {
      const oid = new DerElement()
      const value = new DerElement()
      if (
        oid.expect(DER_OID, this.bytes, name.start, name.end) &&
        value.expect(CONTEXT_0, this.bytes, oid.end, name.end)
      )
        this.value(oidText(this.bytes, oid.start, oid.end), value.start, value.end)
    }
  }

  /** OCSPResponse ::= SEQUENCE { responseStatus, [0] { SEQUENCE { responseType, response } } }. */
  ocspResponse(at: number, end: number): void {
    const { bytes } = this
    const outer = new DerElement()
    const field = new DerElement()
    if (!outer.expect(DER_SEQUENCE, bytes, at, end) || !field.read(bytes, outer.start, outer.end)) return
    if (!field.expect(CONTEXT_0, bytes, field.end, outer.end)) return
    if (!outer.expect(DER_SEQUENCE, bytes, field.start, field.end)) return
    if (!field.expect(DER_OID, bytes, outer.start, outer.end)) return
    const type = oidText(bytes, field.start, field.end)
    if (field.expect(DER_OCTET_STRING, bytes, field.end, outer.end)) this.value(type, field.start, field.end)
  }

  /** OCSPRequest: the extensions of each request and of the whole, and the name of who asks. */
  ocspRequest(at: number, end: number): void {
    const { bytes } = this
    const outer = new DerElement()
    const tbs = new DerElement()
    const field = new DerElement()
    if (!outer.expect(DER_SEQUENCE, bytes, at, end) || !tbs.expect(DER_SEQUENCE, bytes, outer.start, outer.end)) return
    for (let next = tbs.start; field.read(bytes, next, tbs.end); next = field.end) {
      if (field.tag === CONTEXT_1) this.generalName(field.start, field.end)
      else if (field.tag === CONTEXT_2) this.extensions(field.start, field.end)
      else if (field.tag === DER_SEQUENCE)
        this.each(next, tbs.end, (from, to) => this.singleExtensions(from, to, CONTEXT_0))
    }
  }

  /** Calls `visit` with the contents of each SEQUENCE in the SEQUENCE (or SET) at `at`. */
  each(at: number, end: number, visit: (from: number, to: number) => void): void {
    const outer = new DerElement()
    const item = new DerElement()
    if (!outer.read(this.bytes, at, end) || (outer.tag !== DER_SEQUENCE && outer.tag !== DER_SET)) return
    for (let next = outer.start; item.read(this.bytes, next, outer.end); next = item.end)
      if (item.tag === DER_SEQUENCE) visit(item.start, item.end)
  }

  /** The value of an announced type, which begins with the element at `at`. */
  value(oid: string, at: number, end: number): void {
    const syntax = oidSyntax(oid)
    if (syntax === undefined || at >= end || this.depth >= MAX_DEPTH || this.names >= MOST_NAMES) return
    if (syntax.tags !== null && !syntax.tags.includes(this.bytes[at])) return
    this.names++
    const { packet } = this
    const { nested } = packet
    packet.nested = true
    packet.note(syntax.name)
    packet.nested = nested
    this.depth++
    if (Object.hasOwn(INSIDE, oid)) INSIDE[oid](this, at, end)
    this.depth--
  }

  /** SEQUENCE { userCertificate, revocationDate, crlEntryExtensions }. */
  private revoked(from: number, to: number): void {
    const field = new DerElement()
    for (let at = from; field.read(this.bytes, at, to); at = field.end)
      if (field.tag === DER_SEQUENCE) this.extensions(at, to)
  }

  private toBeSigned(from: number, to: number): void {
    const { bytes } = this
    const field = new DerElement()
    let at = from
    if (field.expect(CONTEXT_0, bytes, at, to)) at = field.end
    // serialNumber
    if (!field.read(bytes, at, to)) return
    at = field.end
    this.algorithm(at, to)
    if (!field.read(bytes, at, to)) return
    at = field.end
    this.name(at, to)
    if (!field.read(bytes, at, to)) return
    // validity
    if (!field.read(bytes, field.end, to)) return
    at = field.end
    this.name(at, to)
    if (!field.read(bytes, at, to)) return
    at = field.end
    // subjectPublicKeyInfo
    if (!field.read(bytes, at, to)) return
    at = field.end
    this.algorithm(field.start, field.end)
    for (; field.read(bytes, at, to); at = field.end)
      if (field.tag === CONTEXT_3) this.extensions(field.start, field.end)
  }

  /** The extensions behind the other fields of an OCSP request or response: bytes[from, to) are its contents. */
  singleExtensions(from: number, to: number, tag: number): void {
    const field = new DerElement()
    let first = true
    for (let at = from; field.read(this.bytes, at, to); at = field.end) {
      // CertID begins with the algorithm of its hashes
      if (first && field.tag === DER_SEQUENCE) this.algorithm(field.start, field.end)
      if (!first && field.tag === tag && this.bytes[field.start] === DER_SEQUENCE)
        this.extensions(field.start, field.end)
      first = false
    }
  }
}

/** SEQUENCE OF PolicyInformation: the qualifiers have types of their own. */
function policies(walk: X509Walk, at: number, end: number): void {
  const { bytes } = walk.packet
  const policy = new DerElement()
  const oid = new DerElement()
  walk.each(at, end, (from, to) => {
    if (!policy.expect(DER_OID, bytes, from, to)) return
    walk.each(policy.end, to, (start, stop) => {
      if (oid.expect(DER_OID, bytes, start, stop)) walk.value(oidText(bytes, oid.start, oid.end), oid.end, stop)
    })
  })
}

/** SEQUENCE OF DistributionPoint { [0] { [0] names | [1] RDN }, [1] reasons, [2] names }. */
function distributionPoints(walk: X509Walk, at: number, end: number): void {
  walk.each(at, end, (from, to) => distributionPoint(walk, from, to))
}

function distributionPoint(walk: X509Walk, from: number, to: number): void {
  const { bytes } = walk.packet
  const field = new DerElement()
  const name = new DerElement()
  for (let next = from; field.read(bytes, next, to); next = field.end) {
    if (field.tag === CONTEXT_2) walk.generalNames(field.start, field.end)
    if (field.tag !== CONTEXT_0 || !name.read(bytes, field.start, field.end)) continue
    if (name.tag === CONTEXT_0) walk.generalNames(name.start, name.end)
    else if (name.tag === CONTEXT_1)
      eachAttributeOfRdn(bytes, name.start, name.end, (oid, valueAt, valueEnd) => walk.value(oid, valueAt, valueEnd))
  }
}

/** SEQUENCE { [0] key, [1] names, [2] serial }. */
function authorityKey(walk: X509Walk, at: number, end: number): void {
  fields(walk, at, end, (tag, from, to) => {
    if (tag === CONTEXT_1) walk.generalNames(from, to)
  })
}

/** SEQUENCE { [0] subtrees, [1] subtrees }, each a SEQUENCE OF SEQUENCE { base GeneralName … }. */
function nameConstraints(walk: X509Walk, at: number, end: number): void {
  const { bytes } = walk.packet
  const subtree = new DerElement()
  fields(walk, at, end, (_tag, from, to) => {
    for (let next = from; subtree.read(bytes, next, to); next = subtree.end)
      walk.generalName(subtree.start, subtree.end)
  })
}

/** SEQUENCE OF SEQUENCE { method, location GeneralName }. */
function accessDescriptions(walk: X509Walk, at: number, end: number): void {
  const method = new DerElement()
  walk.each(at, end, (from, to) => {
    if (method.expect(DER_OID, walk.packet.bytes, from, to)) walk.generalName(method.end, to)
  })
}

/** SEQUENCE OF SEQUENCE { type, SET OF value }. */
function attributes(walk: X509Walk, at: number, end: number): void {
  const { bytes } = walk.packet
  const type = new DerElement()
  const set = new DerElement()
  const value = new DerElement()
  walk.each(at, end, (from, to) => {
    if (!type.expect(DER_OID, bytes, from, to) || !set.expect(DER_SET, bytes, type.end, to)) return
    for (let next = set.start; value.read(bytes, next, set.end); next = value.end)
      walk.value(oidText(bytes, type.start, type.end), next, set.end)
  })
}

/** SEQUENCE OF SEQUENCE { statement, its value }. */
function statements(walk: X509Walk, at: number, end: number): void {
  const { bytes } = walk.packet
  const oid = new DerElement()
  walk.each(at, end, (from, to) => {
    if (oid.expect(DER_OID, bytes, from, to)) walk.value(oidText(bytes, oid.start, oid.end), oid.end, to)
  })
}

/** RSASSA-PSS-params ::= SEQUENCE { [0] hash, [1] mask generation, [2] salt length, [3] trailer }. */
function pssParameters(walk: X509Walk, at: number, end: number): void {
  fields(walk, at, end, (tag, from, to) => {
    if (tag === CONTEXT_0 || tag === CONTEXT_1) walk.algorithm(from, to)
  })
}

/** BasicOCSPResponse ::= SEQUENCE { tbsResponseData, signatureAlgorithm, signature, [0] certificates }. */
function basicOcspResponse(walk: X509Walk, at: number, end: number): void {
  const { bytes } = walk.packet
  const outer = new DerElement()
  const data = new DerElement()
  const field = new DerElement()
  if (!outer.expect(DER_SEQUENCE, bytes, at, end) || !data.expect(DER_SEQUENCE, bytes, outer.start, outer.end)) return
  let seenResponses = false
  for (let next = data.start; field.read(bytes, next, data.end); next = field.end) {
    if (field.tag === CONTEXT_1) {
      // responderID byName before the responses, their extensions behind them
      if (seenResponses) walk.extensions(field.start, field.end)
      else walk.name(field.start, field.end)
    } else if (field.tag === DER_SEQUENCE) {
      seenResponses = true
      walk.each(next, data.end, (from, to) => walk.singleExtensions(from, to, CONTEXT_1))
    }
  }
  walk.algorithm(data.end, outer.end)
  for (let next = data.end; field.read(bytes, next, outer.end); next = field.end) {
    if (field.tag !== CONTEXT_0) continue
    const list = new DerElement()
    const certificate = new DerElement()
    if (!list.expect(DER_SEQUENCE, bytes, field.start, field.end)) return
    for (let one = list.start; certificate.read(bytes, one, list.end); one = certificate.end)
      walk.certificate(one, list.end)
  }
}

/** The fields of the SEQUENCE at `at`. */
function fields(walk: X509Walk, at: number, end: number, visit: (tag: number, from: number, to: number) => void): void {
  const { bytes } = walk.packet
  const outer = new DerElement()
  const field = new DerElement()
  if (!outer.expect(DER_SEQUENCE, bytes, at, end)) return
  for (let next = outer.start; field.read(bytes, next, outer.end); next = field.end)
    visit(field.tag, field.start, field.end)
}

/** GeneralNames as the value itself. */
function alternativeNames(walk: X509Walk, at: number, end: number): void {
  const sequence = new DerElement()
  if (sequence.expect(DER_SEQUENCE, walk.packet.bytes, at, end)) walk.generalNames(sequence.start, sequence.end)
}

const distinguishedName: Visit = (walk, at, end) => walk.name(at, end)
const certificateValue: Visit = (walk, at, end) => walk.certificate(at, end)

/** What announces further values inside of it. */
const INSIDE: Readonly<Record<string, Visit>> = {
  '2.5.4.1': distinguishedName,
  '2.5.4.31': distinguishedName,
  '2.5.4.32': distinguishedName,
  '2.5.4.33': distinguishedName,
  '2.5.4.34': distinguishedName,
  '2.5.4.36': certificateValue,
  '2.5.4.37': certificateValue,
  '2.5.4.49': distinguishedName,
  '2.5.29.3': policies,
  '2.5.29.9': attributes,
  '2.5.29.17': alternativeNames,
  '2.5.29.18': alternativeNames,
  '2.5.29.28': (walk, at, end) => {
    const sequence = new DerElement()
    if (sequence.expect(DER_SEQUENCE, walk.packet.bytes, at, end)) distributionPoint(walk, sequence.start, sequence.end)
  },
  '2.5.29.29': alternativeNames,
  '2.5.29.30': nameConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.32': policies,
  '2.5.29.35': authorityKey,
  '2.5.29.46': distributionPoints,
  '1.3.6.1.4.1.311.21.10': policies,
  '1.3.6.1.5.5.7.1.1': accessDescriptions,
  '1.3.6.1.5.5.7.1.3': statements,
  '1.2.840.113549.1.1.8': (walk, at, end) => walk.algorithm(at, end),
  '1.2.840.113549.1.1.10': pssParameters,
  '1.2.840.113549.1.9.14': (walk, at, end) => walk.extensions(at, end),
  '1.3.6.1.5.5.7.48.1.1': basicOcspResponse,
}
