import { BarCell } from '../../components/bar-cell.tsx'
import { bytesColumn, countColumn, durationColumn, timeColumn } from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatPercent } from '../../components/units.ts'
import { fieldValue, literalOf, type FieldValue } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { HttpValue, HttpValueKind } from '../../engine/analysis/http-values.ts'

const KINDS: Readonly<Record<HttpValueKind, { header: string; field: string; none: string }>> = {
  host: { header: 'Host', field: 'host.http', none: '(no Host header)' },
  user_agent: { header: 'User Agent', field: 'http.user_agent', none: '(no User-Agent header)' },
  method: { header: 'Method', field: 'http.request.method', none: '(none)' },
  status: { header: 'Status', field: 'http.response.code', none: '(no response)' },
  content_type: { header: 'Content Type', field: 'http.content_type', none: '(none)' },
  server: { header: 'Server Header', field: 'http.server', none: '(none)' },
}

/** What selects the requests of a value; null where a header is missing. */
export function httpFieldValue(by: HttpValueKind, value: string | null): FieldValue | null {
  const found = fieldValue(KINDS[by].field, value)
  // The field has the header as sent: in any case, and with its parameters.
  if (by !== 'content_type' || found === null) return found
  return { ...found, condition: `lower(${found.field}) contains ${literalOf(found.value)}` }
}

/** Values of one kind with what their requests come to. `day`: all of the capture is on it. */
export const httpValueColumns = (by: HttpValueKind, day: string | null): readonly GridColumn<HttpValue>[] => [
  {
    id: 'value',
    header: KINDS[by].header,
    width: 230,
    grow: true,
    order: 'value',
    cell: (row) => <MiddleText text={row.value} none={KINDS[by].none} />,
    text: (row) => row.value ?? '',
    value: (row) => httpFieldValue(by, row.value),
  },
  countColumn<HttpValue>('Requests', 'requests', { width: 100 }),
  {
    id: 'share',
    header: 'Of Requests',
    width: 112,
    align: 'end',
    order: 'share',
    explain: 'Share of the requests in what is selected',
    cell: (row) => <BarCell fraction={row.share} text={formatPercent(row.share)} />,
    text: (row) => String(row.share),
  },
  countColumn<HttpValue>('Clients', 'clients', { width: 76 }),
  countColumn<HttpValue>('Servers', 'servers', { width: 78 }),
  ...(by === 'host' ? [] : [countColumn<HttpValue>('Hosts', 'hosts', { width: 70, explain: 'Distinct Host headers' })]),
  countColumn<HttpValue>('Errors', 'errors', { width: 72, explain: 'Responses with a status of 400 and above' }),
  countColumn<HttpValue>('No Response', 'unanswered', { width: 110, explain: 'Requests without one in this capture' }),
  bytesColumn<HttpValue>('Response Bytes', 'bytes', { width: 126, explain: 'Length of the responses’ bodies' }),
  durationColumn<HttpValue>('Median Time', 'median_seconds', { width: 118, explain: 'From request to response' }),
  timeColumn<HttpValue>('First Seen', (row) => row.first_time, { id: 'first_time', day }),
]
