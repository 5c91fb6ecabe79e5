import type { CaptureTables } from '../tables/capture-tables.ts'
import type { TypedLog } from '../tables/typed-log.ts'
import type { Detection, Found } from './detection.ts'
import { quoted } from '../analysis/expression-text.ts'
import { addressTexts, all, oneOf } from './evidence-text.ts'
import { frameSpan } from './frame-span.ts'
import { someOf } from './host-names.ts'
import { endsOf, type RemarkGroup, remarkGroups } from './remark-groups.ts'

/** Notices about Zeek itself and its sight of the network. */
const OF_THE_SENSOR = /^(?:CaptureLoss|PacketFilter|Weird|Stats|Cluster|Reporter|Management)::/

/** What Zeek's own scripts held for remarkable, in notice.log. */
export const zeekNotice: Detection<'notices'> = {
  id: 'zeek-notice',
  title: 'Zeek notice',
  meaning: 'A script of Zeek’s raised a notice while it watched the traffic; the log says which, and what it saw.',
  counts: 'notice',
  severity: 'medium',
  thresholds: {
    notices: { meaning: 'Notices of one kind from one host', unit: 'notices', default: 1, min: 1, max: 1_000_000 },
  },
  falsePositives:
    'Those of the script that raised it. Zeek gives its notices no severity; those about the sensor itself (capture loss, weird activity) are information.',
  blindSpots: 'What the scripts were not loaded for, and what was suppressed as a repetition.',
  needs: ['notices'],
  detect(tables, selected, { notices }) {
    const log = tables.typedLogs.find('notice')
    if (log === null) return []
    const ends = endsOf(tables, log, 'id.orig_h', 'id.resp_h')
    // A notice names its source itself where that is another than who opened the session.
    const own = (row: number) => {
      const { src, dst } = ends(row)
      return { src: log.id('src', row) || src, dst: log.id('dst', row) || dst }
    }
    return remarkGroups(log, selected, (row) => log.id('note', row), own)
      .filter(({ rows }) => rows.length >= notices)
      .map((group) => findingOf(tables, log, group, notices))
  },
}

function findingOf(tables: CaptureTables, log: TypedLog, group: RemarkGroup, notices: number): Found {
  const { texts } = tables
  const { kind, src, destinations, rows } = group
  const [first] = rows
  const note = texts.text(kind)
  const messages = [...new Set(rows.map((row) => texts.text(log.id('msg', row))))].filter((text) => text !== '')
  const sources = addressTexts(tables, src === 0 ? [] : [src])
  const isNamed = src !== 0 && log.id('src', first) === src
  return {
    severity: OF_THE_SENSOR.test(note) ? 'info' : 'medium',
    confidence: 'possible',
    title: `Zeek notice ${note}${messages.length > 0 ? `: ${messages[0].slice(0, 160)}` : ''}`,
    src: sources,
    dst: addressTexts(tables, destinations),
    count: rows.length,
    ...frameSpan(
      tables,
      rows.map((row) => log.frame[row]),
    ),
    evidence: all(
      oneOf('notice.note', [quoted(note)]),
      src === 0 ? '' : oneOf(isNamed ? 'notice.src' : 'id.orig_h', sources),
    ),
    why: {
      notices: rows.length,
      notices_threshold: notices,
      note,
      messages: someOf(messages, 5),
      sub: someOf(
        [...new Set(rows.map((row) => texts.text(log.id('sub', row))))].filter((text) => text !== ''),
        3,
      ),
    },
  }
}
