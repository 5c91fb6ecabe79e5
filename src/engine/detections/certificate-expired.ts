import { wronglyTimed } from './certificate-validity.ts'
import type { Detection } from './detection.ts'
import { certificateName, dayText } from './server-certificates.ts'

const DAY = 86_400_000

/** A server's certificate that was no longer valid when it was shown. */
export const certificateExpired: Detection<'days'> = {
  id: 'certificate-expired',
  title: 'Expired certificate',
  meaning: 'A server showed a certificate whose time was over: forgotten, or a service that nobody looks after.',
  counts: 'session',
  severity: 'medium',
  thresholds: { days: { meaning: 'Days over, at least', unit: 'days', default: 0, min: 0, max: 10_000 } },
  falsePositives: 'Devices inside that nobody can renew; a capture whose clock is ahead.',
  blindSpots: "TLS 1.3 and QUIC encrypt certificates. Of a chain only the server's own certificate is looked at.",
  needs: ['certificates'],
  detect: (tables, selected, { days }) =>
    wronglyTimed(
      tables,
      selected,
      ({ notAfter }, at) => (at - notAfter) / DAY > days,
      (certificate, at) => ({
        title: `${certificateName(certificate)} was valid until ${dayText(certificate.notAfter)}`,
        why: {
          not_after: dayText(certificate.notAfter),
          days_over: Math.floor((at - certificate.notAfter) / DAY),
          days_over_threshold: days,
        },
      }),
    ),
}
