import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Write } from './chunked-output.ts'
import type { ExportColumn, ExportTable, TableWriter } from './table-columns.ts'

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

/**
 * Apache Parquet: a row group a call of `write`, handed on at once. time is INT64 TIMESTAMP (UTC, micro- or nanoseconds),
 * interval and double are DOUBLE, count and int INT64, port INT32, bool BOOLEAN, everything else UTF-8, vectors and sets
 * LIST. Zeek's type of each column is in the key-value metadata.
 */
export class ParquetTableWriter implements TableWriter {
  private readonly bytes: FlushingWriter
  private readonly writer: ParquetWriter
  private readonly table: ExportTable

  constructor(write: Write, table: ExportTable) {
    this.table = table
    this.bytes = new FlushingWriter(write)
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: [
        { name: 'root', num_children: table.columns.length },
        ...table.columns.flatMap((column) => schemaOf(column, table.precision)),
      ],
      kvMetadata: [
        { key: 'zeek.path', value: table.name },
        { key: 'zeek.types', value: table.columns.map(({ name, type }) => `${name}:${type}`).join(' ') },
      ],
      createdBy: 'Capscope',
    })
  }

  write(from: number, to: number): void {
    const { columns, precision } = this.table
    const columnData = columns.map((column) => ({ name: column.name, data: valuesOf(column, from, to, precision) }))
    void this.writer.write({ columnData, rowGroupSize: Math.max(1, to - from) })
  }

  finish(): void {
    void this.writer.finish()
    this.bytes.flush()
  }
}

/** Hands on what is written when a row group is complete. */
class FlushingWriter extends ByteWriter {
  private readonly write: Write

  constructor(write: Write) {
    super(1024 * 1024)
    this.write = write
  }

  flush(): void {
    if (this.index === 0) return
    this.write(this.getBytes())
    this.index = 0
  }
}

function schemaOf({ name, type }: ExportColumn, precision: 6 | 9): SchemaElement[] {
  switch (type) {
    case 'time': {
      const unit = precision === 9 ? 'NANOS' : 'MICROS'
      return [
        {
          name,
          type: 'INT64',
          repetition_type: 'OPTIONAL',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit },
        },
      ]
    }
    case 'interval':
    case 'double':
      return [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }]
    case 'count':
    case 'int':
      return [{ name, type: 'INT64', repetition_type: 'OPTIONAL' }]
    case 'port':
      return [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }]
    case 'bool':
      return [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }]
    case 'vector[string]':
    case 'set[string]':
      return list(name, { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' })
    case 'vector[interval]':
      return list(name, { name: 'element', type: 'DOUBLE', repetition_type: 'OPTIONAL' })
    default:
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }]
  }
}

function list(name: string, element: SchemaElement): SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    element,
  ]
}

function valuesOf(column: ExportColumn, from: number, to: number, precision: 6 | 9): unknown[] {
  const values = Array.from<unknown>({ length: to - from })
  for (let row = from; row < to; row++) {
    const value = column.value(row)
    if (value === null) values[row - from] = null
    else if (column.type === 'time') values[row - from] = timestamp(String(value), precision)
    else if (column.type === 'count' || column.type === 'int') values[row - from] = BigInt(Math.round(Number(value)))
    else values[row - from] = value
  }
  return values
}

/** Micro- or nanoseconds since 1970 of seconds with nine digits. */
export function timestamp(seconds: string, precision: 6 | 9): bigint {
  const nanoseconds = BigInt(seconds.replace('.', ''))
  return precision === 9 ? nanoseconds : nanoseconds / 1000n
}
