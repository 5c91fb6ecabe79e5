import { BarCell } from './bar-cell.tsx'
import { MiddleText } from './middle-text.tsx'
import { exactBytes, formatBytes, formatCount, formatDuration, formatTime, ZONE } from './units.ts'
import { addressValue, conditionOf, fieldValue, type FieldValue } from './value-actions.ts'
import type { GridColumn } from './grid-column.ts'

/** Keys of a row whose values are of a type. */
type KeysOf<Row, Value> = { [Key in keyof Row]-?: Row[Key] extends Value ? Key : never }[keyof Row] & string
type Settings<Row> = Partial<
  Pick<GridColumn<Row>, 'width' | 'grow' | 'explain' | 'order' | 'firstDirection' | 'value'>
> & {
  /** The field of expressions that has these values; 'address' = the one of each address. */
  field?: string
}

function valueOf(field: string | undefined, value: string | number | null | undefined): FieldValue | null {
  if (field === undefined) return null
  return field === 'address' ? addressValue(String(value ?? '')) : fieldValue(field, value)
}

/** Whole numbers, grouped. */
export function countColumn<Row>(
  header: string,
  key: KeysOf<Row, number | null | undefined>,
  settings?: Settings<Row>,
): GridColumn<Row> {
  const value = (row: Row) => row[key] as number | null | undefined
  return {
    id: key,
    header,
    width: 84,
    align: 'end',
    order: key,
    ...settings,
    cell: (row) => (value(row) === null || value(row) === undefined ? '' : formatCount(value(row)!)),
    text: (row) => String(value(row) ?? ''),
  }
}

/** Ports, frame and stream numbers: names rather than amounts, so without grouping and smallest first. */
export function numberColumn<Row>(
  header: string,
  key: KeysOf<Row, number | null | undefined>,
  settings?: Settings<Row>,
): GridColumn<Row> {
  const { field, ...rest } = settings ?? {}
  const value = (row: Row) => row[key] as number | null | undefined
  return {
    id: key,
    header,
    width: 64,
    align: 'end',
    order: key,
    firstDirection: 'asc',
    ...rest,
    cell: (row) => value(row) ?? '',
    text: (row) => String(value(row) ?? ''),
    value: (row) => valueOf(field, value(row)),
  }
}

/** Sizes in SI units, the exact number in the tooltip. */
export function bytesColumn<Row>(
  header: string,
  key: KeysOf<Row, number | null>,
  settings?: Settings<Row>,
): GridColumn<Row> {
  const value = (row: Row) => row[key] as number | null
  return {
    id: key,
    header,
    width: 88,
    align: 'end',
    order: key,
    ...settings,
    cell: (row) => (value(row) === null ? '' : formatBytes(value(row)!)),
    text: (row) => String(value(row) ?? ''),
    title: (row) => (value(row) === null ? undefined : exactBytes(value(row)!)),
  }
}

/** Text that came out of a file: cut in the middle, whole on hover and when copied. */
export function textColumn<Row>(
  header: string,
  key: KeysOf<Row, string | null>,
  settings?: Settings<Row> & { none?: string },
): GridColumn<Row> {
  const { none, field, ...rest } = settings ?? {}
  const value = (row: Row) => row[key] as string | null
  return {
    id: key,
    header,
    width: 140,
    order: key,
    ...rest,
    cell: (row) => <MiddleText text={value(row)} none={none} />,
    text: (row) => value(row) ?? '',
    value: (row) => valueOf(field, value(row)),
  }
}

/** Any of several. */
function listValue(field: string | undefined, values: readonly string[]): FieldValue | null {
  const found = values.map((value) => valueOf(field, value)).filter((value) => value !== null)
  if (found.length < 2) return found[0] ?? null
  const condition = found.map(conditionOf).join(' or ')
  return { field: found[0].field, value: values.join(', '), condition: `(${condition})` }
}

/** Several texts, joined by commas; sorted by the first. */
export function listColumn<Row>(
  header: string,
  key: KeysOf<Row, readonly string[]>,
  settings?: Settings<Row>,
): GridColumn<Row> {
  const { field, ...rest } = settings ?? {}
  const value = (row: Row) => row[key] as readonly string[]
  return {
    id: key,
    header,
    width: 140,
    order: key,
    ...rest,
    cell: (row) => <MiddleText text={value(row).join(', ')} />,
    text: (row) => value(row).join(', '),
    value: (row) => listValue(field, value(row)),
  }
}

/** Seconds between two events. */
export function durationColumn<Row>(
  header: string,
  key: KeysOf<Row, number | null>,
  settings?: Settings<Row>,
): GridColumn<Row> {
  const value = (row: Row) => row[key] as number | null
  return {
    id: key,
    header,
    width: 96,
    align: 'end',
    order: key,
    ...settings,
    cell: (row) => (value(row) === null ? '' : formatDuration(value(row)!)),
    text: (row) => String(value(row) ?? ''),
    title: (row) => (value(row) === null ? undefined : `${value(row)} s`),
  }
}

/** The day (YYYY-MM-DD) that both times are on; null when they are on two, or one is unknown. */
export function commonDay(first: string | null | undefined, last: string | null | undefined): string | null {
  if (first === null || first === undefined || last === null || last === undefined) return null
  const day = formatTime(first).slice(0, 10)
  return formatTime(last).startsWith(day) ? day : null
}

/** Absolute times, decimal strings of seconds since 1970. `day`: all are on it, so only the time of day is shown. */
export function timeColumn<Row>(
  header: string,
  timeOf: (row: Row) => string | null,
  settings: Settings<Row> & { id: string; day?: string | null },
): GridColumn<Row> {
  const { day, field, ...rest } = settings
  const shown = (time: string) => (typeof day === 'string' ? formatTime(time).slice(day.length + 1) : formatTime(time))
  return {
    header: `${header} (${ZONE})`,
    width: typeof day === 'string' ? 130 : 208,
    order: settings.id,
    firstDirection: 'asc',
    ...rest,
    explain: [rest.explain, typeof day === 'string' ? `On ${day}` : undefined].filter(Boolean).join('. ') || undefined,
    cell: (row) => (timeOf(row) === null ? '' : shown(timeOf(row)!)),
    text: (row) => timeOf(row) ?? '',
    value: (row) => {
      const time = timeOf(row)
      return time === null ? null : { field: field ?? 'frame.time_epoch', value: time, time: Number(time) }
    },
    title: (row) => (timeOf(row) === null ? undefined : `${formatTime(timeOf(row)!, 9)} ${ZONE}`),
  }
}

/** Scores from 0 to 1, with a bar. */
export function scoreColumn<Row>(header: string, key: KeysOf<Row, number>, settings?: Settings<Row>): GridColumn<Row> {
  const value = (row: Row) => row[key] as number
  return {
    id: key,
    header,
    width: 92,
    align: 'end',
    order: key,
    ...settings,
    cell: (row) => <BarCell fraction={value(row)} text={value(row).toFixed(3)} />,
    text: (row) => String(value(row)),
  }
}
