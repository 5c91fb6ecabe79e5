import { wronglyTimed } from './certificate-validity.ts'
import type { Detection } from './detection.ts'
import { certificateName, dayText } from './server-certificates.ts'

const DAY = 86_400_000
const CLOCK_IS_WRONG = 730

/** A server's certificate that was not yet valid when it was shown. */
export const certificateNotYetValid: Detection<'days'> = {
  id: 'certificate-not-yet-valid',
  title: 'Certificate not yet valid',
  meaning: 'A server showed a certificate whose time has not come: a wrong clock, or one made in haste.',
  counts: 'session',
  severity: 'medium',
  thresholds: { days: { meaning: 'Days too early, at least', unit: 'days', default: 0, min: 0, max: 10_000 } },
  falsePositives: 'A capture whose clock is behind; by more than two years it is taken for that.',
  blindSpots: "TLS 1.3 and QUIC encrypt certificates. Of a chain only the server's own certificate is looked at.",
  needs: ['certificates'],
  detect: (tables, selected, { days }) =>
    wronglyTimed(
      tables,
      selected,
      ({ notBefore }, at) => (notBefore - at) / DAY > days,
      (certificate, at) => ({
        // By years, it is the capture's clock that is wrong.
        ...(certificate.notBefore - at > CLOCK_IS_WRONG * DAY && { severity: 'info', confidence: 'possible' }),
        title: `${certificateName(certificate)} is valid from ${dayText(certificate.notBefore)} on`,
        why: {
          not_before: dayText(certificate.notBefore),
          days_early: Math.floor((certificate.notBefore - at) / DAY),
          days_early_threshold: days,
        },
      }),
    ),
}
