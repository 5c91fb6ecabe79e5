import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { FindField } from './field-source.ts'
import { sessionCounts } from './session-counts.ts'
import { type SpiField, spiview } from './spiview.ts'
import { epochText } from '../bytes/epoch-text.ts'

/** `length`: values a field, default 20, at most 1000. */
export type SummaryQuery = { fields?: readonly string[] | undefined; length?: number | undefined }

/** Arkime's /api/sessions/summary: what the selected sessions come to, and the top values of some fields. */
export type Summary = {
  sessions: number
  /** Of the selected packets of the sessions. */
  packets: number
  bytes: number
  /** Transport payload of the whole sessions. */
  data_bytes: number
  /** Seconds since 1970, decimal strings: the earliest start and the latest stop of a session. */
  first: string | null
  last: string | null
  fields: SpiField[]
}

const DEFAULT_LENGTH = 20
const MOST = 1000
/** Those of Arkime's page, by our names. */
const DEFAULT_FIELDS = 'ip protocols id.orig_h id.resp_h id.resp_p id.orig_p host.http query'.split(' ')

export function summary(
  tables: CaptureTables,
  selected: Selected | null,
  { fields = DEFAULT_FIELDS, length = DEFAULT_LENGTH }: SummaryQuery,
  find: FindField,
): Summary {
  const { sessions } = tables
  const counts = sessionCounts(tables, selected)
  const total = { sessions: 0, packets: 0, bytes: 0, data_bytes: 0 }
  let first = Number.NaN
  let last = Number.NaN
  for (let row = 1; row < counts.frames.length; row++) {
    if (counts.frames[row] === 0) continue
    total.sessions++
    total.packets += counts.frames[row]
    total.bytes += counts.bytes[row]
    total.data_bytes += sessions.origBytes[row] + sessions.respBytes[row]
    if (!(sessions.start[row] >= first)) first = sessions.start[row]
    if (!(sessions.end[row] <= last)) last = sessions.end[row]
  }
  return {
    ...total,
    first: epochText(first, tables.baseSecond),
    last: epochText(last, tables.baseSecond),
    fields: spiview(tables, selected, { fields, size: Math.min(MOST, length) }, find),
  }
}
