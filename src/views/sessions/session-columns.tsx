import {
  bytesColumn,
  countColumn,
  durationColumn,
  listColumn,
  numberColumn,
  textColumn,
  timeColumn,
} from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { conditionOf, fieldValue, type FieldValue } from '../../components/value-actions.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'
import type { Session } from '../../engine/analysis/sessions.ts'
import { historyWords, stateWords } from './conn-words.ts'

/** Columns that the view begins with: Arkime's, with Zeek's state. */
export const FIRST_COLUMNS: readonly string[] =
  'start stop src srcport dst dstport packets data_bytes bytes protocols conn_state sources info'.split(' ')

/** Ids of columns that show a field begin so. */
const FIELD = 'field:'

const info: GridColumn<Session> = {
  id: 'info',
  header: 'Info',
  width: 180,
  grow: true,
  order: 'info',
  explain: 'Names asked for in DNS, pages of HTTP, server names of TLS, programs of SSH; at most three of each',
  cell: (row) => <MiddleText text={infoText(row)} none="" tail={12} />,
  text: infoText,
  value: ({ info: [first] }) =>
    first === undefined
      ? null
      : anyOf(
          first.values.map((value) => fieldValue(first.field, value)),
          first.values,
        ),
}

function infoText({ info: words }: Session): string {
  return words.map(({ values, more }) => `${values.join(', ')}${more > 0 ? ` +${more}` : ''}`).join(' · ')
}

/** A condition that any of several values fulfils. */
function anyOf(found: readonly (FieldValue | null)[], texts: readonly string[]): FieldValue | null {
  const values = found.filter((value) => value !== null)
  if (values.length < 2) return values[0] ?? null
  return { field: values[0].field, value: texts.join(', '), condition: `(${values.map(conditionOf).join(' or ')})` }
}

const state: GridColumn<Session> = {
  ...textColumn<Session>('State', 'conn_state', { width: 74, explain: 'Zeek’s conn_state', field: 'conn_state' }),
  title: (row) => stateWords(row.conn_state),
}

const history: GridColumn<Session> = {
  ...textColumn<Session>('History', 'history', {
    width: 110,
    explain: 'What the ends did, in the order of its first time; capitals are the originator’s',
    field: 'history',
  }),
  title: (row) => historyWords(row.history),
}

const sources = listColumn<Session>('Files', 'sources', {
  width: 130,
  explain: 'Where it was read: the file of its packets, and that of a log that tells of it, too',
  field: 'file',
})

/** Every column but those of fields. `day`: all sessions begin and end on it. `isOne`: all are of one file. */
export function sessionColumns(day: string | null, isOne: boolean): readonly GridColumn<Session>[] {
  return [
    timeColumn<Session>('Start', (row) => row.start, { id: 'start', day, explain: 'First packet' }),
    timeColumn<Session>('Stop', (row) => row.stop, { id: 'stop', day, explain: 'Last packet' }),
    durationColumn<Session>('Duration', 'duration', { width: 88 }),
    textColumn<Session>('Source', 'src', { width: 128, explain: 'Who began the session', field: 'id.orig_h' }),
    numberColumn<Session>('Port', 'srcport', { explain: 'Of the source; of ICMP its type', field: 'id.orig_p' }),
    textColumn<Session>('Destination', 'dst', { width: 128, explain: 'Who answered', field: 'id.resp_h' }),
    numberColumn<Session>('Port', 'dstport', { explain: 'Of the destination; of ICMP its code', field: 'id.resp_p' }),
    countColumn<Session>('Packets', 'packets', { width: 74 }),
    bytesColumn<Session>('Databytes', 'data_bytes', { width: 92, explain: 'Payload, both ways' }),
    bytesColumn<Session>('Bytes', 'bytes', { width: 80, explain: 'Whole frames, both ways' }),
    listColumn<Session>('Protocols', 'protocols', { width: 104, field: 'protocols' }),
    textColumn<Session>('Transport', 'proto', { width: 84, field: 'proto' }),
    textColumn<Session>('Service', 'service', { width: 84, explain: 'The application protocol', field: 'service' }),
    state,
    history,
    durationColumn<Session>('Initial RTT', 'initial_rtt', {
      width: 88,
      explain: 'From SYN to the ACK that completes the handshake',
    }),
    countColumn<Session>('Source packets', 'orig_pkts', { width: 112 }),
    bytesColumn<Session>('Source bytes', 'orig_frame_bytes', { width: 100, explain: 'Whole frames' }),
    bytesColumn<Session>('Source databytes', 'orig_bytes', { width: 120, explain: 'Payload' }),
    countColumn<Session>('Destination packets', 'resp_pkts', { width: 136 }),
    bytesColumn<Session>('Destination bytes', 'resp_frame_bytes', { width: 128, explain: 'Whole frames' }),
    bytesColumn<Session>('Destination databytes', 'resp_bytes', { width: 150, explain: 'Payload' }),
    numberColumn<Session>('Stream', 'stream', { width: 72, explain: 'tcp.stream or udp.stream' }),
    textColumn<Session>('Community ID', 'community_id', {
      width: 250,
      explain: 'Hash of addresses and ports that other tools calculate too',
      field: 'communityId',
    }),
    textColumn<Session>('UID', 'uid', {
      width: 160,
      explain: 'In the form of Zeek’s uid; made of the ends and the start',
      field: 'uid',
    }),
    ...(isOne ? [] : [sources]),
    info,
  ]
}

/** What the chooser says of a column whose header alone would not be clear. */
export const FULL_NAMES: Readonly<Record<string, string>> = { srcport: 'Source port', dstport: 'Destination port' }

/** The id of a column that shows a field. */
export function fieldColumnId(name: string): string {
  return FIELD + name
}

/** The field that a column of this id shows; null for the others. */
export function fieldOfColumn(column: string): string | null {
  return column.startsWith(FIELD) ? column.slice(FIELD.length) : null
}

/** A column with the values that a session has of a field. */
export function fieldColumn({ name, type, meaning }: FieldDescription): GridColumn<Session> {
  const values = (row: Session) => row.fields[name] ?? []
  const isNumber = type === 'number' || type === 'duration'
  return {
    id: fieldColumnId(name),
    header: name,
    width: isNumber ? 100 : 160,
    align: isNumber ? 'end' : 'start',
    explain: meaning,
    order: name,
    cell: (row) => <MiddleText text={values(row).join(', ')} none="" />,
    text: (row) => values(row).join(', '),
    value: (row) =>
      anyOf(
        values(row).map((value) => fieldValue(name, value)),
        values(row),
      ),
  }
}
