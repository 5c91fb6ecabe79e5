import { selectedLookups } from './analysis/dns-lookups.ts'
import { selectedRequests } from './analysis/http-requests.ts'
import { selectedSessions } from './analysis/sessions.ts'
import { CLIENT_HELLO } from './analysis/tls-hellos.ts'
import { ArrowWriter } from './export/arrow.ts'
import { ChunkedOutput, type Write } from './export/chunked-output.ts'
import { CsvWriter } from './export/csv.ts'
import { JsonWriter } from './export/json.ts'
import { ParquetTableWriter } from './export/parquet.ts'
import type { ExportTable, TableWriter } from './export/table-columns.ts'
import { isOwnTable, type OwnTableName, ownTableNames, tableMaker, type TableName } from './export/table-registry.ts'
import { ZeekWriter } from './export/zeek-tsv.ts'
import type { CaptureTables } from './tables/capture-tables.ts'
import { hasFrame, type Selected } from './tables/selected.ts'
import { zeekLogNames } from './tables/zeek-logs.ts'

export type TableFormat = 'csv' | 'json' | 'ndjson' | 'zeek' | 'parquet' | 'arrow'

type Format = {
  extension: string
  /** MIME type. */
  type: string
  open: (write: Write, table: ExportTable) => TableWriter
}

/** How a table can be written. */
export const tableFormats: Record<TableFormat, Format> = {
  csv: { extension: 'csv', type: 'text/csv', open: (write, table) => new CsvWriter(new ChunkedOutput(write), table) },
  json: {
    extension: 'json',
    type: 'application/json',
    open: (write, table) => new JsonWriter(new ChunkedOutput(write), table, true),
  },
  ndjson: {
    extension: 'ndjson',
    type: 'application/x-ndjson',
    open: (write, table) => new JsonWriter(new ChunkedOutput(write), table, false),
  },
  zeek: {
    extension: 'log',
    type: 'text/plain',
    open: (write, table) => new ZeekWriter(new ChunkedOutput(write), table, zeekClock(new Date())),
  },
  parquet: {
    extension: 'parquet',
    type: 'application/vnd.apache.parquet',
    open: (write, table) => new ParquetTableWriter(write, table),
  },
  arrow: {
    extension: 'arrow',
    type: 'application/vnd.apache.arrow.file',
    open: (write, table) => new ArrowWriter(write, table),
  },
}

export const tableNames: readonly TableName[] = [...new Set([...ownTableNames, ...zeekLogNames])]

const rowsOf: Record<OwnTableName, (tables: CaptureTables, selected: Selected | null) => Uint32Array> = {
  conn: selectedSessions,
  dns: selectedLookups,
  http: selectedRequests,
  ssl: ({ tlsHellos }, selected) =>
    rowsWhere(
      tlsHellos.rows,
      (row) => tlsHellos.kind[row] === CLIENT_HELLO && hasFrame(selected, tlsHellos.frame[row]),
    ),
  x509: ({ certificates }, selected) =>
    rowsWhere(certificates.rows, (row) => hasFrame(selected, certificates.frame[row])),
  ssh: ({ ssh }, selected) => rowsWhere(ssh.rows, (row) => hasFrame(selected, ssh.frame[row])),
}

/** The selected rows of a table with Zeek's columns. Throws when there is no such table. */
export function exportTable(
  name: TableName,
  tables: CaptureTables,
  selected: Selected | null,
  secrets = false,
): ExportTable {
  const maker = tableMaker(name, secrets)
  if (maker === null) throw new Error(`there is no table called ${name}`)
  const rows = isOwnTable(name) ? rowsOf[name](tables, selected) : rowsOfLog(name, tables, selected)
  const isFine = tables.sources.some(({ precision }) => precision > 6)
  return { name, precision: isFine ? 9 : 6, rows: rows.length, columns: maker(tables, rows) }
}

function rowsOfLog(name: string, { typedLogs }: CaptureTables, selected: Selected | null): Uint32Array {
  const log = typedLogs.find(name)
  return log === null ? new Uint32Array(0) : rowsWhere(log.rows, (row) => hasFrame(selected, log.frame[row]))
}

function rowsWhere(length: number, isWanted: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(length)
  let count = 0
  for (let row = 0; row < length; row++) if (isWanted(row)) rows[count++] = row
  return rows.slice(0, count)
}

/** '2026-11-21-04-59-35' */
function zeekClock(date: Date): string {
  return date.toISOString().slice(0, 19).replace(/[T:]/g, '-')
}
