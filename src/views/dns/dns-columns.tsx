import { textColumn, timeColumn } from '../../components/columns.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { fieldValue } from '../../components/value-actions.ts'
import { formatDuration } from '../../components/units.ts'
import { answersText, lookupState, rcodeName, transportText } from './dns-words.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { DnsLookup } from '../../engine/analysis/dns-lookups.ts'
import classes from './dns-view.module.css'

/** Seconds from query to answer; null where one is missing. The fractions are subtracted apart: a double of the epoch has no microseconds left. */
export function responseSeconds({ query_time, response_time }: DnsLookup): number | null {
  if (query_time === null || response_time === null) return null
  const [querySecond, queryRest = ''] = query_time.split('.')
  const [responseSecond, responseRest = ''] = response_time.split('.')
  const nanoseconds = Number(responseRest.padEnd(9, '0')) - Number(queryRest.padEnd(9, '0'))
  return Number(responseSecond) - Number(querySecond) + nanoseconds / 1e9
}

function outcome(row: DnsLookup): { text: string; title?: string } {
  switch (lookupState(row)) {
    case 'unanswered':
      return { text: 'no answer', title: 'A query without a response in this capture' }
    case 'unsolicited':
      return { text: 'no query', title: `${rcodeName(row.rcode ?? 0)}: a response without a query in this capture` }
    case 'multicast':
      return { text: 'multicast', title: 'Asked of or told to everybody: no answer can be matched' }
    default:
      return { text: rcodeName(row.rcode ?? 0), title: row.rcode_name ?? undefined }
  }
}

const rcode: GridColumn<DnsLookup> = {
  id: 'rcode',
  header: 'Rcode',
  width: 100,
  order: 'rcode',
  explain: 'Response code; "no answer" for queries without a response, "no query" for responses without one',
  cell: (row) => (
    <span className={classes.outcome} data-state={lookupState(row)}>
      {outcome(row).text}
    </span>
  ),
  text: (row) => outcome(row).text,
  title: (row) => outcome(row).title,
  value: (row) => fieldValue('dns.flags.rcode', row.rcode),
}

const answers: GridColumn<DnsLookup> = {
  id: 'answers',
  header: 'Answers',
  width: 150,
  grow: true,
  explain: 'The answer section; types are named where they are not the one asked for',
  cell: (row) => <MiddleText text={answersText(row)} none="" />,
  text: answersText,
}

const responseTime: GridColumn<DnsLookup> = {
  id: 'seconds',
  header: 'Response Time',
  width: 126,
  align: 'end',
  order: 'seconds',
  cell: (row) => (responseSeconds(row) === null ? '' : formatDuration(responseSeconds(row)!)),
  text: (row) => responseSeconds(row)?.toFixed(9) ?? '',
  title: (row) => (responseSeconds(row) === null ? undefined : `${responseSeconds(row)!.toFixed(9)} s`),
}

const transport: GridColumn<DnsLookup> = {
  id: 'transport',
  header: 'Transport',
  width: 88,
  order: 'protocol',
  cell: transportText,
  text: transportText,
}

const packetsText = ({ query_frame, response_frame }: DnsLookup) =>
  response_frame === null ? String(query_frame ?? '') : `${query_frame ?? ''} → ${response_frame}`.trim()

const packets: GridColumn<DnsLookup> = {
  id: 'packets',
  header: 'No.',
  width: 116,
  align: 'end',
  order: 'query_frame',
  firstDirection: 'asc',
  explain: 'Packet of the query → packet of the response',
  cell: packetsText,
  text: packetsText,
}

/** `day`: all of the capture is on it. */
export const dnsColumns = (day: string | null): readonly GridColumn<DnsLookup>[] => [
  timeColumn<DnsLookup>('Time', (row) => row.query_time ?? row.response_time, {
    id: 'time',
    day,
    explain: 'Of the query, else of the response',
  }),
  textColumn<DnsLookup>('Client', 'client', { width: 128, field: 'address' }),
  textColumn<DnsLookup>('Server', 'server', { width: 128, field: 'address' }),
  transport,
  textColumn<DnsLookup>('Name', 'full_query', { width: 150, grow: true, field: 'dns.qry.name' }),
  textColumn<DnsLookup>('Type', 'query_type', { width: 66, field: 'qtype_name' }),
  rcode,
  answers,
  responseTime,
  packets,
  textColumn<DnsLookup>('File', 'source', {
    width: 160,
    none: '',
    explain: 'Capture or log that tells it',
    field: 'file',
  }),
]
