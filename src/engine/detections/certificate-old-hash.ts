import type { Detection, Found } from './detection.ts'
import { certificateFacts, certificateName, serverCertificates } from './server-certificates.ts'

/** Names as in RFC 3279 and RFC 4055, those that Zeek prints. */
const OLD = /^(?:md2|md4|md5|sha1|sha)With|[wW]ith-?(?:md5|sha1)$|^RSA-(?:MD2|MD5|SHA1)$/i

/** A certificate whose signature rests on a hash that can be forged. */
export const certificateOldHash: Detection<never> = {
  id: 'certificate-old-hash',
  title: 'Certificate with an old hash',
  meaning:
    'The signature of a certificate rests on MD5 or SHA-1, for which other contents with the same hash can be made.',
  counts: 'session',
  severity: 'low',
  thresholds: {},
  falsePositives:
    'Captures from before 2017, when SHA-1 was usual; devices inside. Of roots, which nobody checks by signature, it does not matter.',
  blindSpots: "TLS 1.3 and QUIC encrypt certificates. Of a chain only the server's own certificate is looked at.",
  needs: ['certificates'],
  detect(tables, selected) {
    const { certificates: table, texts } = tables
    const found: Found[] = []
    for (const certificate of serverCertificates(tables, selected)) {
      const algorithm = texts.text(table.signatureAlgorithm[certificate.rows[0]])
      if (!OLD.test(algorithm)) continue
      found.push({
        severity: 'low',
        confidence: 'certain',
        title: `${certificateName(certificate)} is signed with ${algorithm}`,
        ...certificateFacts(tables, certificate.rows),
        why: { signature_algorithm: algorithm },
      })
    }
    return found
  },
}
