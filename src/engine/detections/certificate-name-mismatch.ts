import { CLIENT_HELLO } from '../analysis/tls-hellos.ts'
import type { Detection, Found } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { all, oneOf } from './evidence-text.ts'
import { certificateFacts, certificateName, serverCertificates } from './server-certificates.ts'

/** A certificate for other names than the client asked for. */
export const certificateNameMismatch: Detection<never> = {
  id: 'certificate-name-mismatch',
  title: 'Certificate for another name',
  meaning: 'The client asked for a name (SNI) that the certificate which it was shown is not for.',
  counts: 'session',
  severity: 'medium',
  thresholds: {},
  falsePositives:
    'Servers that show a default certificate for names they do not know; clients with a made-up server name.',
  blindSpots: 'TLS 1.3 and QUIC encrypt certificates; clients that send no server name.',
  needs: ['certificates', 'tls'],
  detect(tables, selected) {
    const { certificates: table, tlsHellos, texts } = tables
    const asked = new Map<number, string>()
    for (let row = 0; row < tlsHellos.rows; row++)
      if (tlsHellos.kind[row] === CLIENT_HELLO && tlsHellos.serverName[row] !== 0)
        asked.set(tlsHellos.session[row], texts.text(tlsHellos.serverName[row]).toLowerCase())
    const found: Found[] = []
    for (const certificate of serverCertificates(tables, selected)) {
      const bySni = new Map<string, number[]>()
      for (const row of certificate.rows) {
        const name = asked.get(table.session[row])
        if (name === undefined || certificate.names.some((own) => covers(own, name.replace(/\.$/, '')))) continue
        const rows = bySni.get(name)
        if (rows === undefined) bySni.set(name, [row])
        else rows.push(row)
      }
      for (const [name, rows] of bySni) {
        const facts = certificateFacts(tables, rows)
        found.push({
          severity: 'medium',
          confidence: 'certain',
          title: `${name} was asked for, the certificate is for ${certificateName(certificate)}`,
          ...facts,
          evidence: all(facts.evidence, oneOf('server_name', [quoted(name)])),
          why: { asked_for: name, certificate_for: certificate.names.slice(0, 20).join(', ') },
        })
      }
    }
    return found
  },
}

/** Whether a certificate's name stands for a host (RFC 6125 section 6.4): a star is one whole label, the leftmost. */
export function covers(own: string, host: string): boolean {
  if (own === host) return true
  return own.startsWith('*.') && host.includes('.') && own.slice(1) === host.slice(host.indexOf('.'))
}
