import type { LogColumns } from '../formats/log-columns.ts'
import { EMPTY, type LogRow } from '../formats/log-row.ts'
import type { LogColumn } from '../tables/log.ts'
import { isListType, LIST_SEPARATOR } from '../tables/typed-log.ts'
import { namesOfColumn, type ZeekLogName } from '../tables/zeek-logs.ts'
import { endColumns, type LogRows } from './log-rows.ts'

const F = 1
const T = 2

/** The transport that carries a protocol where the log does not say it, and the service that its rows show (0 = none). */
export type Carrier = { proto: number; service: number }

/** Rows of a log that belong to the session of their uid, else of their ends. */
export function sessionLogRows(
  columns: LogColumns,
  rows: LogRows,
  log: number,
  path: ZeekLogName,
  carrier: Carrier,
): (row: LogRow) => void {
  const ends = endColumns(columns)
  const transport = columns.columnOf('proto')
  const keep = keeper(columns, rows, path)
  return (row) => {
    const time = rows.time(row, ends.ts)
    const proto = row.is(transport, 'udp') ? 17 : row.is(transport, 'tcp') ? 6 : carrier.proto
    const session = rows.session(row, ends, time, proto, carrier.service)
    keep(row, rows.record(log, time, session), session)
  }
}

/** Rows of a log that belong to the session that they name, now or when all logs are read: see LogJoins. */
export function remarkRows(columns: LogColumns, rows: LogRows, log: number, path: ZeekLogName): (row: LogRow) => void {
  const ts = columns.columnOf('ts')
  const uid = columns.columnOf('uid', 'conn_uids', 'uids')
  const keep = keeper(columns, rows, path)
  return (row) => {
    const session = row.split(uid) > 0 ? rows.sessions.ofUid(row, row.element(0)) : 0
    keep(row, rows.record(log, rows.time(row, ts), session), session)
  }
}

/** What puts a row into the table of its log. */
export function keeper(
  columns: LogColumns,
  rows: LogRows,
  path: ZeekLogName,
): (row: LogRow, frame: number, session: number) => void {
  const table = rows.tables.typedLogs.of(path)
  const numbers = table.columns.map(({ name }) => columns.columnOf(...namesOfColumn(path, name)))
  return (row, frame, session) => {
    const at = table.addRow()
    table.frame[at] = frame
    table.session[at] = session
    for (let i = 0; i < numbers.length; i++) put(row, numbers[i], table.columns[i], at, rows)
  }
}

function put(row: LogRow, from: number, column: LogColumn, to: number, { tables }: LogRows): void {
  switch (column.kind) {
    case 'time':
      column.values[to] = row.nanosecondsAfter(from, tables.baseSecond)
      return
    case 'interval':
      column.values[to] = row.interval(from)
      return
    case 'number':
      column.values[to] = column.type === 'port' ? row.port(from) : row.double(from)
      return
    case 'bool': {
      const value = row.bool(from)
      column.ids[to] = Number.isNaN(value) ? 0 : value === 1 ? T : F
      return
    }
    case 'address':
      column.ids[to] = row.address(from, tables.addresses)
      return
    case 'text':
      column.ids[to] = isListType(column.type)
        ? list(row, from, tables.texts)
        : row.state(from) >= EMPTY
          ? row.text(from, tables.texts)
          : 0
  }
}

function list(row: LogRow, from: number, texts: { internText(text: string): number }): number {
  const count = row.split(from)
  if (count === 0) return 0
  const elements: string[] = []
  for (let i = 0; i < count; i++) {
    const element = row.string(row.element(i))
    if (element !== null && element !== '') elements.push(element)
  }
  return elements.length === 0 ? 0 : texts.internText(elements.join(LIST_SEPARATOR))
}
