import type { Severity } from '../../components/palette.ts'
import { formatCount, formatDuration, formatNumberOf, formatPercent } from '../../components/units.ts'
import type { Beacon } from '../../engine/analysis/beacons.ts'
import type { CaptureStatus } from '../../engine/analysis/status.ts'

/** One line of the findings strip. */
export type Finding = {
  key: string
  severity: Severity
  what: string
  /** Text from the capture or a fact about it. */
  who: string
  evidence: string
  /** View that shows it. */
  view: string | null
}

/** RITA's bounds: a score of 0.9 and above counts high, of 0.75 and above medium. */
const BEACON_HIGH = 0.9
const BEACON_MEDIUM = 0.75

function beaconFinding(beacon: Beacon): Finding {
  const interval = beacon.interval_median
  return {
    key: `beacon ${beacon.src} ${beacon.dst ?? ''} ${beacon.fqdn ?? ''}`,
    severity: beacon.score >= BEACON_HIGH ? 'high' : 'medium',
    what: 'Beacon',
    who: `${beacon.src} → ${beacon.fqdn ?? beacon.dst ?? ''}`,
    evidence: [
      `score ${beacon.score.toFixed(3)}`,
      `${formatCount(beacon.connections)} connections`,
      interval === null ? '' : `every ${formatDuration(interval)}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
    view: 'beacons',
  }
}

function share(part: number, whole: number): string {
  return `${formatCount(part)} of ${formatCount(whole)} packets (${formatPercent(part / whole)})`
}

/** What is wrong with the capture itself: numbers drawn from it are to be read with that in mind. */
function captureDefects(status: CaptureStatus): Finding[] {
  const { frames, cut_frames: cut, malformed_frames: malformed, drops, warnings } = status
  const defect = (severity: Severity, what: string, who: string, evidence: string): Finding => ({
    key: what,
    severity,
    what,
    who,
    evidence,
    view: null,
  })
  const fatal = warnings.filter((warning) => warning.fatal)
  const found: Finding[] = []
  for (const warning of fatal.slice(0, 3)) {
    const where = warning.offset === null ? '' : `at byte ${formatCount(warning.offset)}`
    found.push({
      ...defect('high', 'File not read to its end', warning.file, `${warning.message} ${where}`.trim()),
      key: `fatal ${found.length}`,
    })
  }
  if (drops !== null && drops > 0)
    found.push(
      defect(
        'medium',
        'Dropped while capturing',
        formatNumberOf(drops, 'packet'),
        'the capturing system says it lost them',
      ),
    )
  if (cut > 0)
    found.push(defect('low', 'Packets cut short', share(cut, frames), 'captured shorter than they were on the wire'))
  if (malformed > 0)
    found.push(defect('low', 'Malformed packets', share(malformed, frames), 'a protocol in them breaks its own rules'))
  if (warnings.length > fatal.length)
    found.push(
      defect(
        'low',
        'File warnings',
        formatNumberOf(warnings.length - fatal.length, 'place'),
        warnings.find((warning) => !warning.fatal)?.message ?? '',
      ),
    )
  return found
}

const RANK: Record<Severity, number> = { high: 0, medium: 1, low: 2, note: 3 }

/** What is known so far, worst first. `beacons` = the ones with the highest scores. */
export function findingList(status: CaptureStatus | undefined, beacons: readonly Beacon[]): Finding[] {
  const found = beacons.filter((beacon) => beacon.score >= BEACON_MEDIUM).map(beaconFinding)
  if (status !== undefined) found.push(...captureDefects(status))
  return found.sort((a, b) => RANK[a.severity] - RANK[b.severity])
}
