import { guessedMapping } from './formats/csv-guess.ts'
import { type CsvField, type CsvMapping, csvSignature, mappedColumns } from './formats/csv-mapping.ts'
import type { LogRow } from './formats/log-row.ts'
import type { InputFile } from './ingest/file-slices.ts'
import { Reading } from './ingest/reading.ts'
import { AddressPool } from './tables/address-pool.ts'
import { CaptureTables } from './tables/capture-tables.ts'

const ROWS = 20
const LONGEST_VALUE = 200
const PROBLEMS = 4

/** A table of CSV as it is written, for the person who says what its columns are. */
export type CsvSample = {
  header: readonly string[]
  /** The first rows as texts. */
  rows: string[][]
  /** What was said of this header; null = nothing. */
  mapping: CsvMapping | null
  /** What its columns probably are. */
  guess: CsvMapping
  /** Of the mapping that was asked for: values of the first rows that are not what it says they are, and how many there were. */
  problems: string[]
  problemCount: number
}

/** Reads the first rows of a file of CSV; `tried`: the mapping whose problems are wanted. Rejects when it cannot be read. */
export async function csvSample(
  file: InputFile,
  known: readonly CsvMapping[],
  tried: CsvMapping | null,
): Promise<CsvSample> {
  const tables = new CaptureTables()
  const rows: string[][] = []
  let header: readonly string[] = []
  const fields = tried === null ? null : mappedColumns(tried)
  const reading = new Reading([file], tables, {
    csvMappings: tried === null ? [] : [tried],
    onPacket: () => {},
    onLog: (columns) => {
      header = columns.names
      return (row) => {
        if (rows.length === ROWS) {
          reading.cancel()
          return
        }
        rows.push(header.map((_, column) => (row.string(column) ?? '').slice(0, LONGEST_VALUE)))
        for (const [field, column] of fields ?? []) readers[field as CsvField]?.(row, column)
      }
    },
  })
  await reading.run()
  if (header.length === 0) throw new Error(tables.warnings[0]?.message ?? `${file.name} has no header`)
  const signature = csvSignature(header)
  const [{ badValues, badCount }] = tables.logs
  return {
    header,
    rows,
    mapping: known.find((mapping) => csvSignature(mapping.header) === signature) ?? null,
    guess: guessedMapping(header, rows),
    problems: badValues.slice(0, PROBLEMS).map(({ line, why }) => `line ${line}: ${why}`),
    problemCount: badCount,
  }
}

const addresses = new AddressPool()
const readAddress = (row: LogRow, column: number) => row.address(column, addresses)
const readPort = (row: LogRow, column: number) => row.port(column)
const readCount = (row: LogRow, column: number) => row.count(column)

/** What is asked of the fields; the row reports a value that is none. Others take any text. */
const readers: Partial<Record<CsvField, (row: LogRow, column: number) => unknown>> = {
  ts: (row, column) => row.time(column),
  duration: (row, column) => row.interval(column),
  'id.orig_h': readAddress,
  'id.orig_p': readPort,
  'id.resp_h': readAddress,
  'id.resp_p': readPort,
  orig_pkts: readCount,
  resp_pkts: readCount,
  orig_ip_bytes: readCount,
  resp_ip_bytes: readCount,
  orig_bytes: readCount,
  resp_bytes: readCount,
}
