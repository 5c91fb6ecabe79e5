import { FieldScan, IPV4, TIME, UID, UNREAD, WORD } from './field-scan.ts'
import type { LineFeed } from './line-feed.ts'
import type { LogColumns } from './log-columns.ts'

const ROWS = 128
const HASH = 35

/**
 * Rows of a log side by side, for takers that work column by column. All of them have every column that was asked for,
 * in its usual form or unset; times and addresses are set. Row `row` of a column stands at `place(column) + row` of the
 * scan's `values` and `fractions` and of `starts` and `ends`. An unset number is NaN, an unset or empty word has no length.
 */
export class RowBatch {
  count = 0
  bytes: Uint8Array = new Uint8Array(0)
  /** Where each row's line begins in `bytes`. */
  readonly lines = new Uint32Array(ROWS)
  /** Number of the first row's line, from 1; the others follow it. */
  firstLine = 0
  scan = new FieldScan(new Uint8Array(0), ROWS)
  starts = new Uint32Array(0)
  ends = new Uint32Array(0)
  private base = 0
  private columns: LogColumns | null = null
  /** Columns that are asked for. */
  private wanted: number[] = []

  /** Where the rows of a column begin; of -1, those of a column that is unset everywhere. */
  place(column: number): number {
    return (column < 0 ? this.scan.kinds.length : column) * ROWS
  }

  /** Offset in the file of a row's line. */
  offset(row: number): number {
    return this.base + this.lines[row]
  }

  /** Takes the next rows that fit; false when there is none. */
  fill(lines: LineFeed, columns: LogColumns, unset: Uint8Array, empty: Uint8Array): boolean {
    if (columns !== this.columns) this.begin(columns)
    let at = lines.ahead()
    if (at < 0) return false
    const { scan, starts, ends } = this
    const { bytes, lastNewline } = lines
    const fields = columns.count
    let count = 0
    let newline = at
    while (count < ROWS && at <= lastNewline && bytes[at] !== HASH) {
      if (scan.line(bytes, at, count, starts, ends) !== fields || !this.isUsual(bytes, count, unset, empty)) break
      newline = scan.end
      this.lines[count++] = at
      at = newline + 1
    }
    this.bytes = bytes
    this.base = lines.origin
    this.firstLine = lines.line + 1
    this.count = count
    if (count > 0) lines.skip(count, newline)
    return count > 0
  }

  private begin(columns: LogColumns): void {
    const { wanted } = columns
    this.columns = columns
    this.scan = new FieldScan(wanted, ROWS)
    this.starts = new Uint32Array((wanted.length + 1) * ROWS)
    this.ends = new Uint32Array((wanted.length + 1) * ROWS)
    this.wanted = Array.from(wanted.keys()).filter((column) => wanted[column] !== UNREAD)
  }

  /** Whether every value that is asked for was read or is unset, which becomes NaN or no length. */
  private isUsual(bytes: Uint8Array, row: number, unset: Uint8Array, empty: Uint8Array): boolean {
    const { scan, starts, ends, wanted } = this
    for (let i = 0; i < wanted.length; i++) {
      const place = wanted[i] * ROWS + row
      const kind = scan.read[place]
      if (kind !== UNREAD && kind !== WORD) continue
      const from = starts[place]
      const length = ends[place] - from
      if (
        (length === unset.length && isAt(bytes, from, unset)) ||
        (length === empty.length && isAt(bytes, from, empty))
      ) {
        const wished = scan.kinds[wanted[i]]
        if (wished === UID || wished === TIME || wished === IPV4) return false
        ends[place] = from
        scan.values[place] = Number.NaN
      } else if (kind === UNREAD) return false
    }
    return true
  }
}

function isAt(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false
  return true
}
