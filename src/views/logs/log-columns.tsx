import { countColumn, textColumn, timeColumn } from '../../components/columns.tsx'
import type { GridColumn } from '../../components/grid-column.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { formatCount, formatDuration } from '../../components/units.ts'
import { addressValue, fieldValue } from '../../components/value-actions.ts'
import type { LogRowValues } from '../../engine/analysis/log-rows.ts'
import type { Log } from '../../engine/analysis/logs.ts'
import classes from './logs-view.module.css'

const problemCount = (row: Log) => row.skipped_rows + row.bad_value_count

export const logListColumns: readonly GridColumn<Log>[] = [
  textColumn<Log>('File', 'name', { width: 320, grow: true }),
  textColumn<Log>('Log', 'path', { width: 150, none: '', explain: 'What kind of log it is: Zeek’s #path' }),
  textColumn<Log>('Format', 'format', { width: 140 }),
  countColumn<Log>('Rows', 'rows', { width: 110 }),
  {
    ...countColumn<Log>('Left Out', 'skipped_rows', { width: 90, explain: 'Lines that gave no row' }),
    cell: (row) =>
      row.path === null ? (
        <span className={classes.refused}>no log</span>
      ) : (
        <span className={problemCount(row) > 0 ? classes.problem : undefined}>{formatCount(row.skipped_rows)}</span>
      ),
  },
  {
    id: 'columns',
    header: 'Columns',
    width: 84,
    align: 'end',
    cell: (row) => (row.path === null ? '' : formatCount(row.fields.length)),
    text: (row) => String(row.fields.length),
  },
]

const WIDTHS: Readonly<Record<string, number>> = {
  string: 170,
  enum: 150,
  addr: 150,
  bool: 64,
  port: 92,
  interval: 100,
  time: 208,
}

/** `known`: the names of fields, by which values of a column can be searched for: `weird.name`, `duration`. */
export function logRowColumns(
  { path, fields }: Pick<Log, 'path' | 'fields'>,
  known: ReadonlySet<string>,
): readonly GridColumn<LogRowValues>[] {
  return fields.map(({ name, type }, index) => {
    const field = [`${path}.${name}`, `zeek.${path}.${name}`, name].find((one) => known.has(one))
    return columnOf(name, type, index, field)
  })
}

function columnOf(name: string, type: string, index: number, field: string | undefined): GridColumn<LogRowValues> {
  const value = (row: LogRowValues) => row.values[index] ?? null
  const shared = {
    id: `${index} ${name}`,
    header: name,
    order: String(index),
    explain: type === '' ? undefined : `${name}: ${type}`,
    width: WIDTHS[type] ?? (/^(count|int|double)/.test(type) ? 96 : 170),
  }
  if (type === 'time') {
    const { id, order, explain } = shared
    return { ...timeColumn<LogRowValues>(name, (row) => textOf(value(row)), { id: order, explain }), id }
  }
  const handle = (row: LogRowValues) => {
    const found = value(row)
    if (type === 'addr') return addressValue(textOf(found))
    return field !== undefined && typeof found !== 'boolean' ? fieldValue(field, found) : null
  }
  const text = (row: LogRowValues) => plain(value(row))
  if (!/^(count|int|double|port|interval)$/.test(type))
    return {
      ...shared,
      cell: (row) => <MiddleText text={value(row) === '' ? '(empty)' : plain(value(row))} />,
      text,
      value: handle,
    }
  return { ...shared, align: 'end', cell: (row) => shown(value(row), type), text, title: text, value: handle }
}

function shown(value: string | number | boolean | null, type: string): string {
  if (typeof value !== 'number') return '–'
  if (type === 'interval') return formatDuration(value)
  return type === 'count' || type === 'int' ? formatCount(value) : String(value)
}

const textOf = (value: string | number | boolean | null) => (typeof value === 'string' ? value : null)

function plain(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F'
  return value === null ? '' : String(value)
}
