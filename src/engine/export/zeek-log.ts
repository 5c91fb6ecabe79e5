import type { LogColumn } from '../tables/log.ts'
import { isListType, LIST_SEPARATOR } from '../tables/typed-log.ts'
import { isRemark, type ZeekLogName } from '../tables/zeek-logs.ts'
import { RowColumns } from './row-columns.ts'
import type { ExportColumn } from './table-columns.ts'
import type { TableMaker } from './table-registry.ts'

const T = 2

/** Columns with secrets, and what Zeek writes where it was told not to record them. */
const SECRETS: ReadonlySet<string> = new Set(['password', 'community'])
const HIDDEN = '<hidden>'

/** A log of Zeek's as it was read, in this version's order of columns; without `secrets` those are covered. */
export const zeekLog =
  (path: ZeekLogName, secrets: boolean): TableMaker =>
  (tables, rows) => {
    const log = tables.typedLogs.of(path)
    const columns = new RowColumns(tables, rows)
    return [
      columns.time('ts', (row) => columns.timeOf(log.frame[row])),
      ...(isRemark(path) ? [] : columns.ends((row) => log.session[row])),
      ...log.columns.map((column) =>
        SECRETS.has(column.name) && !secrets
          ? columns.text(column.name, 'string', (row) => (column.ids[row] === 0 ? null : HIDDEN))
          : columnOf(columns, column),
      ),
    ]
  }

function columnOf(columns: RowColumns, column: LogColumn): ExportColumn {
  const { texts, addresses } = columns.tables
  const { name, type, ids, values } = column
  switch (column.kind) {
    case 'time':
      return columns.time(name, (row) => values[row])
    case 'interval':
      return columns.number(name, 'interval', (row) => values[row] / 1e9)
    case 'number':
      return columns.number(
        name,
        type === 'port' || type === 'count' || type === 'int' ? type : 'double',
        (row) => values[row],
      )
    case 'bool':
      return columns.flag(name, (row) => (ids[row] === 0 ? null : ids[row] === T))
    case 'address':
      return columns.text(name, 'addr', (row) => (ids[row] === 0 ? null : addresses.text(ids[row])))
    default:
      if (isListType(type))
        return columns.texts(name, (row) => texts.textOrNull(ids[row])?.split(LIST_SEPARATOR) ?? null)
      return columns.text(name, type === 'enum' ? 'enum' : 'string', (row) => texts.textOrNull(ids[row]))
  }
}
