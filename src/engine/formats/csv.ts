import { CsvColumns } from './csv-columns.ts'
import { beginsWithHeader, csvHeaderOf } from './csv-header.ts'
import { type CsvMapping, csvSignature } from './csv-mapping.ts'
import { readClock } from './csv-times.ts'
import { LineFeed, MAX_LINE } from './line-feed.ts'
import type { LogFormat, LogReader, LogReport } from './log.ts'
import { ABSENT, type FieldState, LogRow, SET, UNSET } from './log-row.ts'

const QUOTE = 34
const COMMA = 44
const BLANK = 32
/** nfdump ends its table with this line; behind it stand totals. */
const SUMMARY = 'Summary'

/**
 * Comma-separated values whose first line names the columns (RFC 4180): exports of flow collectors, nfdump -o csv, Argus's
 * ra -c ,. Semicolons, tabs and bars separate as well. A quoted value may hold the separator, but no line end.
 */
export const csv: LogFormat = {
  name: 'csv',
  sniff: beginsWithHeader,
  open: (report, path, mappings) => new CsvReader(report, path, mappings),
}

class CsvReader implements LogReader {
  readonly row: CsvRow
  columns: CsvColumns
  private readonly lines = new LineFeed()
  private readonly skipped: LogReport['onSkipped']
  private readonly path: string
  private readonly mappings: readonly CsvMapping[]
  private separator = COMMA
  private isBroken = false
  private hasHeader = false
  private isOver = false

  constructor(report: LogReport, path: string, mappings: readonly CsvMapping[] = []) {
    this.path = path
    this.mappings = mappings
    this.columns = new CsvColumns(path, [])
    this.row = new CsvRow(report.onBadValue)
    this.skipped = report.onSkipped
  }

  feed(chunk: Uint8Array): void {
    this.lines.feed(chunk)
  }

  end(isBroken = false): void {
    this.isBroken = isBroken
    this.lines.end()
  }

  next(): boolean {
    const { lines } = this
    while (lines.next()) {
      if (lines.from === lines.to && !lines.isTooLong) continue
      if (lines.isTooLong) this.skip(`longer than ${MAX_LINE} bytes`)
      else if (!this.hasHeader) this.begin()
      else if (this.isRow()) return true
    }
    return false
  }

  private isRow(): boolean {
    const { lines, row, columns } = this
    const fields = row.take(lines, this.separator)
    if (this.isOver || (fields === 1 && row.is(0, SUMMARY))) {
      this.isOver = true
      this.skip('a total behind the rows')
      return false
    }
    if (fields >= columns.count && !(this.isBroken && lines.isUnterminated)) {
      columns.look(row)
      return true
    }
    this.skip(lines.isUnterminated ? 'cut short' : `too few fields: ${fields} of ${columns.count}`)
    return false
  }

  private begin(): void {
    const header = csvHeaderOf(this.lines)
    if (header === null) {
      this.skip('no names of columns')
      return
    }
    this.hasHeader = true
    this.separator = header.separator
    const signature = csvSignature(header.names)
    const mapping = this.mappings.find((known) => csvSignature(known.header) === signature) ?? null
    this.columns = new CsvColumns(this.path, header.names, mapping)
    this.row.columns = this.columns
  }

  private skip(why: string): void {
    this.skipped(this.lines.line, this.lines.offset, why)
  }
}

export class CsvRow extends LogRow {
  columns = new CsvColumns('', [])
  /** Whether a value holds a quote that is written twice. */
  private doubled = new Uint8Array(64)
  private readonly badValue: LogReport['onBadValue']

  constructor(badValue: LogReport['onBadValue']) {
    super()
    this.badValue = badValue
  }

  /** Stands on a line; answers how many fields it has. */
  take(lines: LineFeed, separator: number): number {
    const { bytes, to } = lines
    this.bytes = bytes
    this.line = lines.line
    this.offset = lines.offset
    let field = 0
    for (let at = lines.from; ; at++) {
      at = this.value(field++, at, to, separator)
      if (at >= to) break
    }
    this.fields = field
    this.columns.lower(bytes, this.starts, this.ends, field)
    return field
  }

  state(column: number): FieldState {
    if (column < 0 || column >= this.fields) return ABSENT
    // CSV has one way to say nothing and empty.
    return this.ends[column] === this.starts[column] ? UNSET : SET
  }

  override time(column: number): boolean {
    const { forms } = this.columns
    if (forms === null || (column !== forms.ts && !(column === forms.duration && forms.durationForm === 'end')))
      return super.time(column)
    if (this.state(column) !== SET) return false
    if (forms.time(this.bytes, this.starts[column], this.ends[column], this.instant)) return true
    this.bad(column, 'a time')
    return false
  }

  override interval(column: number): number {
    const { forms } = this.columns
    if (forms === null || column !== forms.duration || this.state(column) !== SET) return super.interval(column)
    switch (forms.durationForm) {
      case 'seconds':
        return super.interval(column)
      case 'milliseconds':
        return super.interval(column) / 1e3
      case 'microseconds':
        return super.interval(column) / 1e6
      case 'clock': {
        const clock = readClock(this.bytes, this.starts[column], this.ends[column])
        if (Number.isNaN(clock)) this.bad(column, 'a duration')
        return clock
      }
      case 'end': {
        if (!this.time(column)) return Number.NaN
        const { seconds, nanoseconds } = this.instant
        if (!this.time(forms.ts)) return Number.NaN
        return (seconds - this.instant.seconds) * 1e9 + nanoseconds - this.instant.nanoseconds
      }
    }
  }

  /** Values have no elements: they are one. */
  split(): number {
    return 0
  }

  protected nameOf(column: number): string {
    return this.columns.names[column]
  }

  protected report(line: number, offset: number, why: string): void {
    this.badValue(line, offset, why)
  }

  protected unescape(column: number, into: (length: number) => Uint8Array): number {
    if (this.doubled[column] === 0) return -1
    const to = this.ends[column]
    const out = into(to - this.starts[column])
    let length = 0
    for (let at = this.starts[column]; at < to; at++) {
      out[length++] = this.bytes[at]
      if (this.bytes[at] === QUOTE && this.bytes[at + 1] === QUOTE) at++
    }
    return length
  }

  /** Takes one value; answers where its separator stands, or the line ends. Blanks around it do not count. */
  private value(field: number, begin: number, to: number, separator: number): number {
    const { bytes } = this
    this.roomFor(field + 1)
    if (field >= this.doubled.length) {
      const larger = new Uint8Array(this.starts.length)
      larger.set(this.doubled)
      this.doubled = larger
    }
    this.doubled[field] = 0
    let at = begin
    while (at < to && bytes[at] === BLANK) at++
    if (at < to && bytes[at] === QUOTE) return this.quoted(field, at + 1, to, separator)
    this.starts[field] = at
    while (at < to && bytes[at] !== separator) at++
    let end = at
    while (end > this.starts[field] && bytes[end - 1] === BLANK) end--
    this.ends[field] = Math.max(end, this.starts[field])
    return at
  }

  private quoted(field: number, begin: number, to: number, separator: number): number {
    const { bytes } = this
    let at = begin
    for (; at < to; at++) {
      if (bytes[at] !== QUOTE) continue
      if (bytes[at + 1] !== QUOTE || at + 1 >= to) break
      this.doubled[field] = 1
      at++
    }
    this.starts[field] = begin
    this.ends[field] = at
    while (at < to && bytes[at] !== separator) at++
    return at
  }
}
