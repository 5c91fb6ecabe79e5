import { SpanCell } from '../../components/bar-cell.tsx'
import { bytesColumn, countColumn, numberColumn, textColumn } from '../../components/columns.tsx'
import { conversationDirections } from '../../components/conversation-directions.ts'
import { formatBitRate, formatCount, formatDuration } from '../../components/units.ts'
import { addressField, type FieldValue } from '../../components/value-actions.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import type { Conversation, ConversationProtocol } from '../../engine/analysis/conversations.ts'

/** Below this a rate says nothing: Wireshark leaves it blank. */
const SHORTEST_FOR_RATE = 0.005

/** Bits a second over the conversation's duration; null where it is too short. */
export function bitRate(bytes: number, duration: number): number | null {
  return duration > SHORTEST_FOR_RATE ? (bytes * 8) / duration : null
}

function rateColumn(
  header: string,
  id: 'rate_ab' | 'rate_ba',
  bytesOf: (row: Conversation) => number,
): GridColumn<Conversation> {
  const rate = (row: Conversation) => bitRate(bytesOf(row), row.duration)
  return {
    id,
    header,
    width: 104,
    align: 'end',
    order: id,
    explain: 'Over its duration; blank when that is 5 ms or less',
    cell: (row) => (rate(row) === null ? '' : formatBitRate(rate(row)!)),
    text: (row) => (rate(row) === null ? '' : String(Math.round(rate(row)!))),
    title: (row) => (rate(row) === null ? undefined : `${formatCount(rate(row)!)} bit/s`),
  }
}

/** Microseconds, as Wireshark; fewer digits where files of several years are open together. */
function startText(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds)).toString().length
  return seconds.toFixed(Math.max(1, Math.min(6, 10 - whole)))
}

/** Start and duration, with a bar that lasts over both columns: where in the capture the conversation was. */
function timeColumns(start: number, span: number): GridColumn<Conversation>[] {
  const share = (seconds: number) => (span > 0 ? (seconds - start) / span : 0)
  const bar = (row: Conversation, half: 0 | 1, text: string) => (
    <SpanCell from={share(row.start)} to={span > 0 ? share(row.start + row.duration) : 1} half={half} text={text} />
  )
  return [
    {
      id: 'start',
      header: 'Rel Start',
      width: 108,
      align: 'end',
      order: 'start',
      firstDirection: 'asc',
      explain: 'Seconds from the first packet of the capture. The bar shows when, over this and the next column',
      cell: (row) => bar(row, 0, startText(row.start)),
      text: (row) => String(row.start),
      title: (row) => `${row.start.toFixed(9)} s`,
    },
    {
      id: 'duration',
      header: 'Duration',
      width: 108,
      align: 'end',
      order: 'duration',
      cell: (row) => bar(row, 1, formatDuration(row.duration)),
      text: (row) => String(row.duration),
      title: (row) => `${row.duration.toFixed(9)} s`,
    },
  ]
}

/** Pixels: an IPv4 address fits, most IPv6 ones do. */
const addresses = (width: number) => [
  textColumn<Conversation>('Address A', 'a', { width, grow: true, field: 'address' }),
  textColumn<Conversation>('Address B', 'b', { width, grow: true, field: 'address' }),
]
const [shortA, shortB] = addresses(132)
const [middleA, middleB] = addresses(148)
const [longA, longB] = addresses(230)
const portA = (kind: string) => numberColumn<Conversation>('Port A', 'aport', { field: `${kind}.port` })
const portB = (kind: string) => numberColumn<Conversation>('Port B', 'bport', { field: `${kind}.port` })
const stream = (kind: string) =>
  numberColumn<Conversation>('Stream ID', 'stream', {
    width: 92,
    explain: `Wireshark's ${kind}.stream`,
    field: `${kind}.stream`,
  })
const totals: GridColumn<Conversation>[] = [
  countColumn('Packets', 'frames', { width: 76 }),
  bytesColumn('Bytes', 'bytes', { width: 80 }),
]
const directions: GridColumn<Conversation>[] = [
  countColumn('Packets A → B', 'txf', { width: 118 }),
  bytesColumn('Bytes A → B', 'txb', { width: 104 }),
  countColumn('Packets B → A', 'rxf', { width: 118 }),
  bytesColumn('Bytes B → A', 'rxb', { width: 104 }),
]
const rates: GridColumn<Conversation>[] = [
  rateColumn('Bits/s A → B', 'rate_ab', (row) => row.txb),
  rateColumn('Bits/s B → A', 'rate_ba', (row) => row.rxb),
]

/** Numbers of one way only: their columns' ids, and which of the directions they are of. */
const WAYS = new Map([
  ['txf', 1],
  ['txb', 1],
  ['rate_ab', 1],
  ['rxf', 2],
  ['rxb', 2],
  ['rate_ba', 2],
])

/** What a cell stands for: an end where it shows one, else the conversation, or one way of it. All offer the directions. */
function cellValue(column: GridColumn<Conversation>, protocol: ConversationProtocol, row: Conversation): FieldValue {
  const directions = conversationDirections(row, protocol === 'tcp' || protocol === 'udp' ? protocol : undefined)
  const own = column.value?.(row)
  if (own !== null && own !== undefined) return { ...own, directions }
  const { condition } = directions[WAYS.get(column.id) ?? 0]
  const field = addressField(row.a)
  return { field, value: `${row.a} ↔ ${row.b}`, condition, directions, copied: column.text(row) }
}

/**
 * Wireshark's columns of the Conversations window. `start` and `span`: of the capture, in seconds from its first packet.
 */
export function conversationColumns(
  protocol: ConversationProtocol,
  start: number,
  span: number,
): readonly GridColumn<Conversation>[] {
  const times = timeColumns(start, span)
  const columns =
    protocol === 'tcp' || protocol === 'udp'
      ? [
          shortA,
          portA(protocol),
          shortB,
          portB(protocol),
          ...totals,
          stream(protocol),
          ...directions,
          ...times,
          ...rates,
        ]
      : [
          ...(protocol === 'ipv6' ? [longA, longB] : protocol === 'eth' ? [middleA, middleB] : [shortA, shortB]),
          ...totals,
          ...directions,
          ...times,
          ...rates,
        ]
  return columns.map((column) => ({ ...column, value: (row) => cellValue(column, protocol, row) }))
}
