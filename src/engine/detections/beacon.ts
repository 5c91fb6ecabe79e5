import { type Beacon, beacons } from '../analysis/beacons.ts'
import type { Detection, Found } from './detection.ts'
import { all, oneOf, quoted } from './evidence-text.ts'

/** Pairs that meet like clockwork: RITA's score. */
export const beacon: Detection<'score' | 'connections'> = {
  id: 'beacon',
  title: 'Beacon',
  meaning:
    'A host comes back to the same place like clockwork, with connections of the same size: as malware asks for orders.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    score: { meaning: "RITA's score, at least", unit: '0 to 1', default: 0.8, min: 0.1, max: 1 },
    connections: { meaning: 'Connections, at least', unit: 'sessions', default: 20, min: 4, max: 86_400 },
  },
  falsePositives:
    'Whatever a machine does at fixed times: updates, mail, monitoring, chats. Time servers, resolvers and announcements are shown as expected.',
  blindSpots:
    'Beacons slower than the capture is long, and those that vary their times or places much. See Beacons for all scores.',
  needs: ['sessions'],
  detect(tables, selected, { score, connections }, allowed) {
    return beacons(tables, selected, { allowed })
      .filter((one) => one.score >= score && one.connections >= connections)
      .map((one): Found => {
        const reason = one.expected
        return {
          severity: reason !== null ? 'info' : isOutgoing(one) ? 'medium' : 'low',
          confidence: reason === null && isOutgoing(one) && one.score >= 0.9 ? 'likely' : 'possible',
          title: `${one.src} comes back to ${one.fqdn ?? one.dst ?? ''}${reason === null ? '' : ` (expected: ${reason})`}`,
          src: [one.src],
          dst: [one.fqdn ?? one.dst ?? ''],
          count: one.connections,
          first: one.first,
          last: one.last,
          evidence: evidenceOf(one),
          why: {
            score: one.score,
            score_threshold: score,
            connections: one.connections,
            connections_threshold: connections,
            interval_seconds: Math.round((one.interval_median ?? 0) * 1000) / 1000,
            jitter: Math.round((one.jitter ?? 0) * 1000) / 1000,
          },
        }
      })
  },
}

const INSIDE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|fd)/

/** From a private address to one that is none, or to a name: who calls from outside is a guest, not malware at home. */
function isOutgoing({ src, dst, fqdn }: Beacon): boolean {
  return INSIDE.test(src) && (fqdn !== null || !INSIDE.test(dst ?? ''))
}

function evidenceOf({ src, dst, fqdn }: Beacon): string {
  const place =
    fqdn === null ? oneOf('id.resp_h', [dst ?? '']) : `(server_name == ${quoted(fqdn)} or host.http == ${quoted(fqdn)})`
  return all(oneOf('id.orig_h', [src]), place)
}
