import {
  bool,
  Column,
  columnFromArray,
  type DataType,
  dictionary,
  float64,
  int32,
  int64,
  list,
  tableFromColumns,
  tableToIPC,
  timestamp as timestampType,
  TimeUnit,
  utf8,
} from '@uwdata/flechette'
import type { Write } from './chunked-output.ts'
import { timestamp } from './parquet.ts'
import type { ExportColumn, ExportTable, TableWriter } from './table-columns.ts'

/**
 * An Apache Arrow IPC file: the types of the Parquet export; enum columns are dictionaries. The columns are made at the
 * end, in memory.
 */
export class ArrowWriter implements TableWriter {
  private readonly output: Write
  private readonly table: ExportTable
  private rows = 0

  constructor(write: Write, table: ExportTable) {
    this.output = write
    this.table = table
  }

  write(_from: number, to: number): void {
    this.rows = to
  }

  finish(): void {
    const { rows, table } = this
    const columns = table.columns.map((column) => {
      const values = Array.from({ length: rows }, (_, row) => valueOf(column, row, table.precision))
      const made = columnFromArray(values, typeOf(column))
      // The builder of timestamps takes milliseconds as doubles, which hold no nanoseconds; the layout is that of int64.
      const isTime = column.type === 'time'
      return [column.name, isTime ? new Column([...made.data], timestampOf(table.precision)) : made] as [
        string,
        Column<unknown>,
      ]
    })
    const bytes = tableToIPC(tableFromColumns(columns), { format: 'file' })
    if (bytes !== null) this.output(bytes)
  }
}

function timestampOf(precision: 6 | 9): DataType {
  return timestampType(precision === 9 ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND, 'UTC')
}

function typeOf({ type }: ExportColumn): DataType {
  switch (type) {
    case 'interval':
    case 'double':
      return float64()
    case 'time':
    case 'count':
    case 'int':
      return int64()
    case 'port':
      return int32()
    case 'bool':
      return bool()
    case 'vector[string]':
    case 'set[string]':
      return list(utf8())
    case 'vector[interval]':
      return list(float64())
    case 'enum':
      return dictionary(utf8(), int32())
    default:
      return utf8()
  }
}

function valueOf(column: ExportColumn, row: number, precision: 6 | 9): unknown {
  const value = column.value(row)
  if (value === null) return null
  if (column.type === 'time') return timestamp(String(value), precision)
  if (column.type === 'count' || column.type === 'int') return BigInt(Math.round(Number(value)))
  return value
}
