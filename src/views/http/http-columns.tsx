import { bytesColumn, durationColumn, numberColumn, textColumn, timeColumn } from '../../components/columns.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { fieldValue } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { HttpTransaction } from '../../engine/analysis/http-requests.ts'
import classes from './http-view.module.css'

const status: GridColumn<HttpTransaction> = {
  id: 'status',
  header: 'Status',
  width: 72,
  order: 'status',
  align: 'end',
  firstDirection: 'desc',
  explain: '"none" = no response in this capture',
  cell: (row) => (
    <span className={classes.status} data-class={row.status === null ? 'none' : Math.floor(row.status / 100)}>
      {row.status ?? 'none'}
    </span>
  ),
  text: (row) => String(row.status ?? ''),
  value: (row) => fieldValue('http.response.code', row.status),
  title: (row) =>
    row.status === null
      ? 'No response in this capture'
      : `${row.status} ${row.phrase === null ? '' : escapeCaptureText(row.phrase, 200)}`,
}

/** `day`: all of the capture is on it. */
export const httpColumns = (day: string | null): readonly GridColumn<HttpTransaction>[] => [
  timeColumn<HttpTransaction>('Time', (row) => row.time, { id: 'time', day }),
  textColumn<HttpTransaction>('Client', 'src', { width: 128, field: 'address' }),
  textColumn<HttpTransaction>('Server', 'dst', { width: 128, field: 'address' }),
  numberColumn<HttpTransaction>('Port', 'dstport', { width: 56, field: 'tcp.port' }),
  textColumn<HttpTransaction>('Method', 'method', { width: 88, field: 'http.request.method' }),
  textColumn<HttpTransaction>('Host', 'host', { width: 164, grow: true, field: 'host.http' }),
  textColumn<HttpTransaction>('URI', 'uri', { width: 214, grow: true, field: 'http.request.uri' }),
  status,
  textColumn<HttpTransaction>('Content Type', 'content_type', { width: 120, none: '', field: 'http.content_type' }),
  textColumn<HttpTransaction>('User Agent', 'user_agent', { width: 150, none: '', field: 'http.user_agent' }),
  bytesColumn<HttpTransaction>('Request', 'request_length', { width: 80, explain: 'Length of the request’s body' }),
  bytesColumn<HttpTransaction>('Response', 'response_length', { width: 84, explain: 'Length of the response’s body' }),
  durationColumn<HttpTransaction>('Response Time', 'response_time', { width: 126 }),
  numberColumn<HttpTransaction>('No.', 'frame', {
    width: 72,
    explain: 'Packet in which the request is complete',
    field: 'frame.number',
  }),
  textColumn<HttpTransaction>('File', 'source', {
    width: 160,
    none: '',
    explain: 'Capture or log that tells it',
    field: 'file',
  }),
]
