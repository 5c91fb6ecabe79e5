import type { CaptureTables } from '../tables/capture-tables.ts'
import type { TypedLog } from '../tables/typed-log.ts'
import type { Detection, Found, Severity } from './detection.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { endsOf, type RemarkGroup, remarkGroups } from './remark-groups.ts'

/** alert.severity, the priority of the rule's class: 1 is the worst. */
const SEVERITIES: readonly Severity[] = ['info', 'high', 'medium', 'low']

/** Signatures that matched, as Suricata's EVE log tells. */
export const suricataAlert: Detection<'alerts'> = {
  id: 'suricata-alert',
  title: 'Suricata alert',
  meaning: 'A signature of Suricata’s matched; its category and severity are those of the rule.',
  counts: 'alert',
  severity: 'high',
  thresholds: {
    alerts: { meaning: 'Alerts of one signature from one host', unit: 'alerts', default: 1, min: 1, max: 1_000_000 },
  },
  falsePositives: 'Those of the rule: look at its text under its number, and at the session.',
  blindSpots: 'What the rules were not loaded for, and what thresholds and suppression left out.',
  needs: ['alerts'],
  detect(tables, selected, { alerts }) {
    const log = tables.typedLogs.find('alert')
    if (log === null) return []
    // Row numbers of a signature: the id and the generator together name it.
    const signatures = new Map<string, number>()
    const kindOf = (row: number): number => {
      const id = log.value('alert.signature_id', row)
      if (Number.isNaN(id)) return 0
      const key = `${log.value('alert.gid', row)}:${id}`
      const known = signatures.get(key) ?? signatures.size + 1
      signatures.set(key, known)
      return known
    }
    return remarkGroups(log, selected, kindOf, endsOf(tables, log, 'id.orig_h', 'id.resp_h'))
      .filter(({ rows }) => rows.length >= alerts)
      .map((group) => findingOf(tables, log, group, alerts))
  },
}

function findingOf(tables: CaptureTables, log: TypedLog, group: RemarkGroup, alerts: number): Found {
  const { texts } = tables
  const { src, destinations, rows } = group
  const [first] = rows
  const of = (column: string) => texts.text(log.id(column, first))
  const sid = log.value('alert.signature_id', first)
  const gid = log.value('alert.gid', first)
  const severity = log.value('alert.severity', first)
  const sources = addressTexts(tables, src === 0 ? [] : [src])
  const hasSession = log.session[first] !== 0
  return {
    severity: SEVERITIES[severity] ?? 'info',
    confidence: 'possible',
    title: `Suricata alert: ${of('alert.signature') || `signature ${sid}`}`,
    src: sources,
    dst: addressTexts(tables, destinations),
    count: rows.length,
    ...frameSpan(
      tables,
      rows.map((row) => log.frame[row]),
    ),
    evidence: all(
      oneOf('alert.signature_id', [sid]),
      gid === 1 || Number.isNaN(gid) ? '' : oneOf('alert.gid', [gid]),
      src !== 0 && hasSession ? oneOf('id.orig_h', sources) : '',
    ),
    why: {
      alerts: rows.length,
      alerts_threshold: alerts,
      signature_id: sid,
      category: of('alert.category'),
      severity: Number.isNaN(severity) ? 'not said' : severity,
      action: of('alert.action'),
    },
  }
}
