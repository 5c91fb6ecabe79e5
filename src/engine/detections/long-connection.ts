import { addressScopes, INTERNAL, NEVER } from '../analysis/address-scope.ts'
import { allowEntry } from '../analysis/allow-list.ts'
import { expectedPair } from '../analysis/beacon-expected.ts'
import { LONG_CONNECTION_THRESHOLDS } from '../analysis/beacon-score.ts'
import type { Detection, Found } from './detection.ts'
import { addressTexts, all, oneOf, timeText } from './evidence-text.ts'
import { eachGroup, heavyRows, selectedSessions } from './session-rows.ts'

const SECOND = 1e9

/** Pairs whose connections last long in sum: RITA's measure, over the whole selection instead of its newest day. */
export const longConnection: Detection<'base' | 'low' | 'medium' | 'high'> = {
  id: 'long-connection',
  title: 'Long connections',
  meaning: 'A host inside kept connections to one outside for hours: remote control, tunnels and chats do.',
  counts: 'session',
  severity: 'medium',
  thresholds: {
    base: {
      meaning: 'Sum of durations from which on it is mentioned',
      unit: 's',
      default: LONG_CONNECTION_THRESHOLDS.base,
      min: 1,
      max: 10_000_000,
    },
    low: {
      meaning: 'Sum of durations for low',
      unit: 's',
      default: LONG_CONNECTION_THRESHOLDS.low,
      min: 1,
      max: 10_000_000,
    },
    medium: {
      meaning: 'Sum of durations for medium',
      unit: 's',
      default: LONG_CONNECTION_THRESHOLDS.medium,
      min: 1,
      max: 10_000_000,
    },
    high: {
      meaning: 'Sum of durations for medium and likely',
      unit: 's',
      default: LONG_CONNECTION_THRESHOLDS.high,
      min: 1,
      max: 10_000_000,
    },
  },
  falsePositives:
    'Time servers and resolvers, and what is on your allow-list, do not count. Push services of phones and desktops, VPNs, SSH sessions, video streams, mail clients that wait (IMAP IDLE).',
  blindSpots:
    'Connections that last longer than the capture; a host outside that shares its work among many addresses. Who is inside is what Beacons has under Networks.',
  needs: ['sessions'],
  detect(tables, selected, { base, low, medium, high }, choices) {
    const { sessions, addresses } = tables
    const scopes = addressScopes(addresses, choices)
    const allowed = (choices?.allowed ?? []).map(allowEntry).filter((entry) => entry !== null)
    const isOutgoing = (row: number) =>
      (scopes[sessions.origHost[row]] & INTERNAL) !== 0 && (scopes[sessions.respHost[row]] & (INTERNAL | NEVER)) === 0
    const outgoing = selectedSessions(tables, selected).filter((row) => isOutgoing(row))
    const secondsOf = (row: number) => Math.max(0, sessions.end[row] - sessions.start[row] || 0) / SECOND
    const rows = heavyRows(
      outgoing,
      (row) => sessions.origHost[row],
      (row) => sessions.respHost[row],
      secondsOf,
      base,
    )
    const found: Found[] = []
    const pairOf = (row: number) => sessions.origHost[row] * addresses.size + sessions.respHost[row]
    eachGroup(tables, rows, pairOf, (group) => {
      let total = 0
      for (const row of group) total += secondsOf(row)
      if (total < base) return
      if (expectedPair(tables, { name: null, source: sessions.origHost[group[0]], sessions: group }, allowed) !== null)
        return
      const [src] = addressTexts(tables, [sessions.origHost[group[0]]])
      const [dst] = addressTexts(tables, [sessions.respHost[group[0]]])
      found.push({
        severity: total >= medium ? 'medium' : total >= low ? 'low' : 'info',
        confidence: total >= high ? 'likely' : 'possible',
        title: `${src} was connected to ${dst} for ${(total / 3600).toFixed(1)} hours in ${group.length} sessions`,
        src: [src],
        dst: [dst],
        count: group.length,
        first: timeText(tables, sessions.start[group[0]]),
        last: timeText(tables, sessions.start[group[group.length - 1]]),
        evidence: all(oneOf('id.orig_h', [src]), oneOf('id.resp_h', [dst])),
        why: {
          total_seconds: Math.round(total),
          total_seconds_threshold: total >= medium ? medium : total >= low ? low : base,
        },
      })
    })
    return found
  },
}
