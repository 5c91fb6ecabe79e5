import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { Found } from './detection.ts'
import { certificateFacts, type ServerCertificate, serverCertificates, shownAt } from './server-certificates.ts'

/** Certificates of which a session shows them at a time that the test refuses; all its sessions are the evidence. */
export function wronglyTimed(
  tables: CaptureTables,
  selected: Selected | null,
  isWrong: (certificate: ServerCertificate, at: number) => boolean,
  words: (
    certificate: ServerCertificate,
    at: number,
  ) => Pick<Found, 'title' | 'why'> & Partial<Pick<Found, 'severity' | 'confidence'>>,
): Found[] {
  const found: Found[] = []
  for (const certificate of serverCertificates(tables, selected)) {
    const wrong = certificate.rows.find((row) => isWrong(certificate, shownAt(tables, row)))
    if (wrong === undefined) continue
    found.push({
      severity: 'medium',
      confidence: 'certain',
      ...words(certificate, shownAt(tables, wrong)),
      ...certificateFacts(tables, certificate.rows),
    })
  }
  return found
}
