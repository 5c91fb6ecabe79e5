import type { Detection } from './detection.ts'
import { nobody } from './packet-facts.ts'
import { all, any, timeText } from './evidence-text.ts'
import { span } from './frame-times.ts'
import { Histories } from './histories.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { selectedSessions } from './session-rows.ts'

/** A capture that shows one direction of conversations. */
export const oneSidedTraffic: Detection<'least' | 'share'> = {
  id: 'one-sided-traffic',
  title: 'One-sided traffic',
  meaning:
    'Of many TCP connections that carried something, only one direction was captured: counts, answers and several checks are then only half the truth.',
  counts: 'session',
  severity: 'low',
  thresholds: {
    least: {
      meaning: 'Connections of which one direction is missing, at least',
      unit: 'sessions',
      default: 5,
      min: 1,
      max: 1_000_000,
    },
    share: { meaning: 'Share of TCP connections that carried something', unit: '%', default: 20, min: 0, max: 100 },
  },
  falsePositives: 'A capture filter that was meant so; other ways for the way back (asymmetric routing).',
  blindSpots: 'UDP, where no answer may be due.',
  needs: ['sessions'],
  detect(tables, selected, { least, share }) {
    const { sessions } = tables
    const acknowledges = new Histories(tables).having('AaDd')
    const tcp = selectedSessions(tables, selected).filter(
      (row) => sessions.proto[row] === TCP_PROTO && acknowledges[sessions.history[row]] === 1,
    )
    const half = tcp.filter((row) => sessions.origPackets[row] === 0 || sessions.respPackets[row] === 0)
    const percent = (half.length / tcp.length) * 100
    if (half.length < least || percent < share) return []
    const { first, last } = span(Array.from(half, (row) => sessions.start[row]))
    return [
      {
        severity: 'low',
        confidence: 'likely',
        title: `${half.length} of ${tcp.length} TCP connections show one direction only`,
        ...nobody,
        first: timeText(tables, first),
        last: timeText(tables, last),
        count: half.length,
        evidence: all(
          'proto == tcp',
          '(orig_pkts == 0 or resp_pkts == 0)',
          any(['A', 'a', 'D', 'd'].map((letter) => `history == *${letter}*`)),
        ),
        why: {
          sessions: half.length,
          sessions_threshold: least,
          percent: Math.round(percent),
          percent_threshold: share,
        },
      },
    ]
  },
}
