import type { CsvTimeForm } from './csv-times.ts'

/** Zeek's names of what a column of a table of flows can be, what a person is asked for. */
const CSV_FIELDS = [
  'ts',
  'duration',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'conn_state',
  'orig_pkts',
  'resp_pkts',
  'orig_ip_bytes',
  'resp_ip_bytes',
  'orig_bytes',
  'resp_bytes',
  'uid',
] as const
export type CsvField = (typeof CSV_FIELDS)[number]

/** How a duration is written; 'end': the column holds the time at which the flow ended, written as its beginning is. */
export type CsvDurationForm = 'seconds' | 'milliseconds' | 'microseconds' | 'clock' | 'end'

/** What the columns of tables with this header are. */
export type CsvMapping = {
  /** Names of all columns, in their order. */
  header: readonly string[]
  /** The column of each field; those that are missing are in none. */
  columns: Readonly<Partial<Record<CsvField, string>>>
  time: CsvTimeForm
  duration: CsvDurationForm
}

/** Two headers are the same when their names are, in the same order. */
export function csvSignature(header: readonly string[]): string {
  return JSON.stringify(header)
}

/** Field -> number of its column; null when the mapping does not fit: no two addresses, or a column that is not there. */
export function mappedColumns({ header, columns }: CsvMapping): Map<string, number> | null {
  const found = new Map<string, number>()
  for (const field of CSV_FIELDS) {
    const name = columns[field]
    if (name === undefined) continue
    const column = header.indexOf(name)
    if (column < 0) return null
    found.set(field, column)
  }
  const [source, destination] = [found.get('id.orig_h'), found.get('id.resp_h')]
  return source === undefined || destination === undefined || source === destination ? null : found
}
