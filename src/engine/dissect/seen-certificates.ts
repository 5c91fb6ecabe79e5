import { ByteMemo } from './byte-memo.ts'
import type { CertificateRecord } from './records.ts'

/** What one certificate, or OCSP response, gave when it was first read. */
export type SeenCertificate = {
  /** null when the DER is no certificate. */
  readonly record: CertificateRecord | null
  /** Path symbols of the X.509 parts it names. */
  readonly symbols: readonly number[]
  /** The path they made of the one they were added to last. */
  pathBefore: number
  pathAfter: number
}

/** Distinct ones remembered, and the longest. */
const MOST = 10_000
const LONGEST = 16_384
/** Bytes of the signature by which certificates are told apart before they are compared. */
const TAIL = 32

/** Certificates read so far, by their bytes: a server sends the same few in every session. */
export class SeenCertificates extends ByteMemo<SeenCertificate> {
  constructor() {
    super(MOST, LONGEST, TAIL)
  }
}

/** OCSP responses read so far: a server staples the same one for days. Many end in the certificate of who signed. */
export class SeenOcspResponses extends ByteMemo<SeenCertificate> {
  constructor() {
    super(MOST, LONGEST, LONGEST)
  }
}
