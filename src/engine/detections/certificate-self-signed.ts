import { addressScopes, INTERNAL } from '../analysis/address-scope.ts'
import type { Detection, Found } from './detection.ts'
import { certificateFacts, certificateName, serverCertificates } from './server-certificates.ts'

/** A server's certificate that nobody but itself vouches for. */
export const certificateSelfSigned: Detection<never> = {
  id: 'certificate-self-signed',
  title: 'Self-signed certificate',
  meaning:
    'A server showed a certificate that is its own issuer: nobody vouches for who it is. Tools of attackers make such ones by default.',
  counts: 'session',
  severity: 'medium',
  thresholds: {},
  falsePositives:
    'Devices and services inside; they count low. DTLS of calls in browsers, which always is self-signed, is left out.',
  blindSpots: 'TLS 1.3 and QUIC encrypt certificates; the signature itself is not checked.',
  needs: ['certificates'],
  detect(tables, selected, _, choices) {
    const { certificates: table, addresses, texts } = tables
    const scopes = addressScopes(addresses, choices)
    const found: Found[] = []
    for (const certificate of serverCertificates(tables, selected)) {
      if (certificate.subject === '' || certificate.subject !== certificate.issuer) continue
      if (texts.text(table.transport[certificate.rows[0]]) === 'dtls') continue
      const isOutside = certificate.rows.some((row) => (scopes[table.source[row]] & INTERNAL) === 0)
      found.push({
        severity: isOutside ? 'medium' : 'low',
        confidence: 'certain',
        title: `${certificateName(certificate)} vouches for itself`,
        ...certificateFacts(tables, certificate.rows),
        why: { subject: certificate.subject, issuer: certificate.issuer, server: isOutside ? 'outside' : 'inside' },
      })
    }
    return found
  },
}
