import type { CsvMapping } from './csv-mapping.ts'
import type { LogColumns } from './log-columns.ts'
import type { RowBatch } from './row-batch.ts'
import type { LogRow } from './log-row.ts'

/**
 * A format of logs: rows of fields, of which each has a name. `sniff` sees the first bytes and never the name. A reader
 * is fed consecutive chunks of (decompressed) bytes and answers the rows that are complete in them; it keeps what is cut
 * at a chunk's end itself, makes nothing per row, and never throws on content: what is wrong is reported and skipped.
 */
export type LogFormat = {
  /** 'zeek-tsv', 'zeek-json' */
  readonly name: string
  readonly sniff: (head: Uint8Array) => boolean
  /**
   * `path`: what kind of log it is (Zeek's #path) as far as the file's name tells; the content has the last word.
   * `mappings`: what a person has said of headers of CSV.
   */
  readonly open: (report: LogReport, path: string, mappings?: readonly CsvMapping[]) => LogReader
}

export type LogReport = {
  /** A line that gives no row. `line` from 1; `offset` of its first byte in the (decompressed) file. */
  readonly onSkipped: (line: number, offset: number, why: string) => void
  /** A value that could not be read as what was asked of it; the row stands, and the value counts as unset. */
  readonly onBadValue: (line: number, offset: number, why: string) => void
}

export interface LogReader {
  /** Gives the reader the next bytes, after `next` answered false; the reader keeps a reference until the following `feed`. */
  feed(chunk: Uint8Array): void
  /** No more bytes will come: `next` gives what is still whole. `isBroken`: there should have been more. */
  end(isBroken?: boolean): void
  /** Moves to the next row; false when more bytes are needed or, after `end`, the log is over. */
  next(): boolean
  /**
   * Moves over as many of the next rows as all have what LogColumns.columnAs asked for, in its usual form or unset; null
   * where the next row is none of these, and `next` comes to it. Readers that cannot do without it.
   */
  nextRows?(): RowBatch | null
  /** Makes a row of the last batch the current one. */
  stand?(rows: RowBatch, index: number): void
  /** The current row, one object, valid until the next call. */
  readonly row: LogRow
  /** The columns of the current row: another object under another header or for another kind of log. */
  readonly columns: LogColumns
}
