import type { Detection, Found } from './detection.ts'
import { CONN_STATES } from '../tables/sessions.ts'
import { addressTexts, all, oneOf, timeText } from './evidence-text.ts'
import { TCP_PROTO } from './ip-protocols.ts'
import { eachGroup, selectedSessions } from './session-rows.ts'

const RSTR = CONN_STATES.indexOf('RSTR')

/** A service that breaks its connections off. */
export const tcpResets: Detection<'least' | 'share'> = {
  id: 'tcp-resets',
  title: 'TCP resets',
  meaning:
    'A service reset most of the connections that it had accepted: it fails, or something between breaks them off.',
  counts: 'session',
  severity: 'low',
  thresholds: {
    least: {
      meaning: 'Connections reset by the server, at least',
      unit: 'sessions',
      default: 10,
      min: 1,
      max: 1_000_000,
    },
    share: { meaning: 'Share of its connections', unit: '%', default: 50, min: 0, max: 100 },
  },
  falsePositives: 'Servers that end connections by reset to save memory; idle connections that a firewall clears.',
  blindSpots: 'Resets by the client, which are usual.',
  needs: ['sessions'],
  detect(tables, selected, { least, share }) {
    const { sessions } = tables
    const tcp = selectedSessions(tables, selected).filter(
      (row) => sessions.proto[row] === TCP_PROTO && sessions.origBytes[row] > 0 && sessions.respBytes[row] > 0,
    )
    const found: Found[] = []
    eachGroup(
      tables,
      tcp,
      (row) => sessions.respHost[row] * 65536 + sessions.respPort[row],
      (group) => {
        const reset = group.filter((row) => sessions.connState[row] === RSTR)
        const percent = (reset.length / group.length) * 100
        if (reset.length < least || percent < share) return
        const [dst] = addressTexts(tables, [sessions.respHost[group[0]]])
        const port = sessions.respPort[group[0]]
        found.push({
          severity: 'low',
          confidence: 'likely',
          title: `${dst} port ${port} reset ${reset.length} of ${group.length} connections`,
          src: addressTexts(
            tables,
            Array.from(reset, (row) => sessions.origHost[row]),
          ),
          dst: [dst],
          count: reset.length,
          first: timeText(tables, sessions.start[reset[0]]),
          last: timeText(tables, sessions.start[reset[reset.length - 1]]),
          evidence: all(
            oneOf('id.resp_h', [dst]),
            oneOf('id.resp_p', [port]),
            'proto == tcp and orig_bytes > 0 and resp_bytes > 0 and conn_state == RSTR',
          ),
          why: {
            resets: reset.length,
            resets_threshold: least,
            percent: Math.round(percent),
            percent_threshold: share,
          },
        })
      },
    )
    return found
  },
}
