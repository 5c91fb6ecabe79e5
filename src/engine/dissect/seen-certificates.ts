import type { CertificateRecord } from './records.ts'

/** What one certificate gave when it was first read. */
export type SeenCertificate = {
  /** null when the DER is no certificate. */
  readonly record: CertificateRecord | null
  /** Path symbols of the X.509 parts it names. */
  readonly symbols: readonly number[]
}

/** Distinct certificates remembered, and the longest; others are read each time. */
const MOST = 10_000
const LONGEST = 16_384
/** Bytes of the signature by which certificates are told apart before they are compared. */
const TAIL = 32

/** Certificates read so far, by their bytes: a server sends the same few in every session. */
export class SeenCertificates {
  private readonly byTail = new Map<number, { der: Uint8Array; certificate: SeenCertificate }>()

  /** What bytes[from, to) gave before; null when they are new. */
  find(bytes: Uint8Array, from: number, to: number): SeenCertificate | null {
    const known = this.byTail.get(tailOf(bytes, from, to))
    if (known === undefined || known.der.length !== to - from) return null
    const { der } = known
    for (let i = 0; i < der.length; i++) if (der[i] !== bytes[from + i]) return null
    return known.certificate
  }

  remember(bytes: Uint8Array, from: number, to: number, certificate: SeenCertificate): void {
    if (this.byTail.size < MOST && to - from <= LONGEST)
      this.byTail.set(tailOf(bytes, from, to), { der: bytes.slice(from, to), certificate })
  }
}

function tailOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from
  for (let i = Math.max(from, to - TAIL); i < to; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  return hash
}
