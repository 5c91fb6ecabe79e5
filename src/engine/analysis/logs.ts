import type { CaptureTables } from '../tables/capture-tables.ts'
import { tableOfLog } from '../tables/log-table-names.ts'
import type { LogProblem } from '../tables/log-source.ts'

/** One log: a file, or the rows of one kind (path) in a file that mixes kinds. */
export type Log = {
  /** Its number, what logRows asks for. */
  log: number
  /** The file's name, with its folders where it came with them. */
  name: string
  /** 'zeek-tsv', 'zeek-json (gzip)'; 'not a log' for a text that is none, whose reason is in `skipped`. */
  format: string
  /** Zeek's #path, 'conn'; null when it is not a log. */
  path: string | null
  /** The table that has its rows, as exportTable takes it; null where none has. */
  table: ReturnType<typeof tableOfLog>
  rows: number
  /** The first lines that gave no row, and how many there were in all. */
  skipped: LogProblem[]
  skipped_rows: number
  /** The first values that could not be read (their rows stand), and how many there were in all. */
  bad_values: LogProblem[]
  bad_value_count: number
  /** In the order of the log, with Zeek's types; '' where it does not say. */
  fields: { name: string; type: string }[]
}

/** Every log that was read, in the order of the files. */
export function logs(tables: CaptureTables): Log[] {
  const inOrder = tables.logs
    .map((source, log) => ({ source, log }))
    .sort((a, b) => a.source.fileNumber - b.source.fileNumber)
  return inOrder.map(({ source, log }) => ({
    log,
    name: source.file,
    format: source.format,
    path: source.path,
    table: tableOfLog(source.path),
    rows: source.rows,
    skipped: source.skipped,
    skipped_rows: source.skippedRows,
    bad_values: source.badValues,
    bad_value_count: source.badCount,
    fields: source.fields,
  }))
}
