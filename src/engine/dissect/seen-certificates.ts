import type { CertificateRecord } from './records.ts'

/** What one certificate gave when it was first read. */
export type SeenCertificate = {
  /** null when the DER is no certificate. */
  record: CertificateRecord | null
  /** Path symbols of the X.509 parts it names. */
  symbols: readonly number[]
}

/** Distinct certificates remembered; later ones are read each time. */
const MOST = 10_000

/** Certificates read so far, by their bytes: a server sends the same few in every session. */
export class SeenCertificates {
  private readonly byDer = new Map<number, SeenCertificate>()

  get full(): boolean {
    return this.byDer.size >= MOST
  }

  /** `der`: TextPool id of the certificate's bytes. */
  find(der: number): SeenCertificate | undefined {
    return this.byDer.get(der)
  }

  remember(der: number, certificate: SeenCertificate): void {
    this.byDer.set(der, certificate)
  }
}
