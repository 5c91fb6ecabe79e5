import type { Beacon } from '../analysis/beacon.ts'
import { beacons } from '../analysis/beacons.ts'
import { addressScopes, INTERNAL } from '../analysis/address-scope.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Detection, FindingChoices, Found, Severity } from './detection.ts'

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
    'Whatever a machine does at fixed times: updates, mail, monitoring, chats. Time servers, resolvers, announcements, bursts and your allow-list are no findings: Beacons shows them with the reason. What is expected by its name only counts low.',
  blindSpots:
    'Beacons slower than the capture is long, and those that vary their times or places much. See Beacons for all scores.',
  needs: ['sessions'],
  detect(tables, selected, { score, connections }, choices) {
    const internal = internalAddresses(tables, choices)
    return beacons(tables, selected, choices)
      .filter(
        (one) =>
          one.kind !== 'dns' &&
          one.score >= score &&
          one.connections >= connections &&
          (one.expected === null || one.doubt !== null),
      )
      .map((one): Found => {
        const { expected } = one
        const isOutgoing = internal.has(one.src) && (one.fqdn !== null || !internal.has(one.dst ?? ''))
        return {
          severity: severityOf(one, isOutgoing),
          confidence: expected === null && isOutgoing && one.score >= 0.9 ? 'likely' : 'possible',
          title: `${one.src} comes back to ${one.fqdn ?? one.dst ?? ''}${expected === null ? '' : ` (expected: ${expected})`}`,
          src: [one.src],
          dst: [one.fqdn ?? one.dst ?? ''],
          count: one.connections,
          first: one.first,
          last: one.last,
          evidence: one.evidence,
          why: whyOf(one, { score, connections }),
        }
      })
  },
}

/**
 * RITA's severity, but at most medium: what comes back like clockwork is mostly harmless, and a guest who calls from
 * outside is no malware at home. An entry of the watchlist takes the doubt away; a name that a client says brings none.
 */
function severityOf({ expected, severity, listed }: Beacon, isOutgoing: boolean): Severity {
  if (expected !== null) return 'low'
  if (listed !== null) return severity === 'critical' || severity === 'high' ? 'high' : 'medium'
  if (severity === 'none') return 'info'
  return severity === 'low' || !isOutgoing ? 'low' : 'medium'
}

function whyOf(one: Beacon, { score, connections }: { score: number; connections: number }): Found['why'] {
  return {
    score: one.score,
    score_threshold: score,
    connections: one.connections,
    connections_threshold: connections,
    interval_seconds: rounded(one.interval_median ?? 0),
    jitter: rounded(one.jitter ?? 0),
    final_score: rounded(one.final_score),
    rita_severity: one.severity,
    ...(one.modifiers.length === 0 ? {} : { modifiers: one.modifiers.map(({ name }) => name).join(', ') }),
    ...(one.listed === null ? {} : { on_the_watchlist: one.listed }),
    ...(one.doubt === null ? {} : { beware: one.doubt }),
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function internalAddresses({ addresses }: CaptureTables, choices: FindingChoices | undefined): ReadonlySet<string> {
  const scopes = addressScopes(addresses, choices)
  const internal = new Set<string>()
  for (let id = 1; id < scopes.length; id++) if ((scopes[id] & INTERNAL) !== 0) internal.add(addresses.text(id))
  return internal
}
