import { LineFeed, MAX_LINE, NOT_SPLIT } from './line-feed.ts'
import type { LogFormat, LogReader, LogReport } from './log.ts'
import { LogColumns } from './log-columns.ts'
import { ABSENT, EMPTY, type FieldState, LogRow, SET, UNSET } from './log-row.ts'

const HASH = 35
const BACKSLASH = 92
const TAB = 9

const directives = /^#(separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\b/

/**
 * Zeek's ASCII writer (https://docs.zeek.org/en/master/log-formats.html): `#` lines say the separator, the texts of
 * unset and empty fields, the path, and the columns with their types; each other line is a row. Several logs may stand
 * one behind the other: a header counts until the next one, and `#close` ends nothing.
 */
export const zeekTsv: LogFormat = {
  name: 'zeek-tsv',
  sniff: (head) => directives.test(String.fromCharCode(...head.subarray(0, 20)).replace(/^\xef\xbb\xbf/, '')),
  open: (report, path) => new ZeekTsvReader(report, path),
}

class ZeekTsvReader implements LogReader {
  readonly row: ZeekTsvRow
  columns: LogColumns
  private readonly lines = new LineFeed()
  private readonly skipped: LogReport['onSkipped']
  private readonly decoder = new TextDecoder('utf-8')
  private separator = TAB
  private path: string
  private hasHeader = false
  private isBroken = false

  constructor(report: LogReport, path: string) {
    this.path = path
    this.columns = new LogColumns(path)
    this.row = new ZeekTsvRow(report.onBadValue)
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
    const { lines, row } = this
    for (;;) {
      if (this.hasHeader && this.separator === TAB) {
        const fields = row.takeNext(lines)
        if (fields !== NOT_SPLIT && lines.to > lines.from && lines.bytes[lines.from] !== HASH) {
          if (this.isRow(fields)) return true
          continue
        }
        if (fields === NOT_SPLIT && !lines.next()) return false
      } else if (!lines.next()) return false
      if (lines.from === lines.to && !lines.isTooLong) continue
      if (lines.isTooLong) this.skip(`longer than ${MAX_LINE} bytes`)
      else if (lines.bytes[lines.from] === HASH) this.directive()
      else if (!this.hasHeader) this.skip('before the first #fields: the columns are unknown')
      else if (this.isRow(row.take(lines, this.separator))) return true
    }
  }

  /** A row that lacks more than its last field, or was cut, is none; one that has more is read as far as the header goes. */
  private isRow(fields: number): boolean {
    const wanted = this.columns.count
    if (this.isBroken && this.lines.isUnterminated) this.skip('cut short: the file breaks off in this line')
    else if (fields >= wanted) return true
    else if (this.lines.isUnterminated) this.skip(`cut short: it ends after ${fields} of ${wanted} fields`)
    else if (fields < wanted - 1) this.skip(`too few fields: ${fields} of ${wanted}`)
    else return true
    return false
  }

  private skip(why: string): void {
    this.skipped(this.lines.line, this.lines.offset, why)
  }

  private directive(): void {
    const { lines } = this
    const text = this.decoder.decode(lines.bytes.subarray(lines.from, lines.to))
    const name = directives.exec(text)?.[1]
    if (name === undefined) return
    const rest = text.slice(name.length + 2)
    if (name === 'separator') {
      this.separator = separatorOf(rest)
      return
    }
    const values = rest.split(String.fromCharCode(this.separator))
    if (name === 'set_separator') this.row.setSeparator = separatorOf(values[0]) || this.row.setSeparator
    else if (name === 'empty_field') this.row.emptyField = bytesOf(values[0])
    else if (name === 'unset_field') this.row.unsetField = bytesOf(values[0])
    else if (name === 'path') this.path = values[0]
    else if (name === 'fields') this.begin(values)
    else if (name === 'types') {
      for (let i = 0; i < values.length && i < this.columns.count; i++) this.columns.setType(i, values[i])
    }
  }

  private begin(names: readonly string[]): void {
    this.columns = new LogColumns(this.path)
    for (const name of names) this.columns.add(name)
    this.row.columns = this.columns
    this.hasHeader = true
  }
}

/** One character, as itself or escaped: `\x09`, `\t`. */
function separatorOf(text: string): number {
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(text)
  if (hex !== null) return Number.parseInt(hex[1], 16)
  return text.startsWith('\\t') ? TAB : text.charCodeAt(0) || TAB
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

class ZeekTsvRow extends LogRow {
  columns = new LogColumns('')
  setSeparator = 44
  emptyField = bytesOf('(empty)')
  unsetField = bytesOf('-')
  private elements = 0
  private readonly badValue: LogReport['onBadValue']

  constructor(badValue: LogReport['onBadValue']) {
    super()
    this.badValue = badValue
  }

  /** Stands on a line; answers how many fields it has. */
  take(lines: LineFeed, separator: number): number {
    const { bytes, from, to } = lines
    this.bytes = bytes
    this.line = lines.line
    this.offset = lines.offset
    this.elements = 0
    return (this.fields = this.cut(bytes, from, to, separator, 0))
  }

  /** Moves on to the next line and stands on it; answers how many fields it has, or NOT_SPLIT. */
  takeNext(lines: LineFeed): number {
    const fields = lines.nextFields(this.starts, this.ends)
    if (fields === NOT_SPLIT) return fields
    this.bytes = lines.bytes
    this.line = lines.line
    this.offset = lines.offset
    this.elements = 0
    return (this.fields = fields)
  }

  state(column: number): FieldState {
    if (column < 0 || column >= this.fields + this.elements) return ABSENT
    const { starts, ends, unsetField, emptyField } = this
    const from = starts[column]
    const length = ends[column] - from
    const first = this.bytes[from]
    // Nearly every value is told from both words by its first byte.
    if (length > 0 && first !== unsetField[0] && first !== emptyField[0]) return SET
    if (length === unsetField.length && this.isAt(from, unsetField)) return UNSET
    if (length === 0 || (length === emptyField.length && this.isAt(from, emptyField))) return EMPTY
    return SET
  }

  split(column: number): number {
    this.elements = 0
    if (this.state(column) !== SET) return 0
    const from = this.starts[column]
    const to = this.ends[column]
    this.elements = this.cut(this.bytes, from, to, this.setSeparator, this.fields) - this.fields
    return this.elements
  }

  protected nameOf(column: number): string {
    return this.columns.names[column] ?? 'an element'
  }

  protected report(line: number, offset: number, why: string): void {
    this.badValue(line, offset, why)
  }

  /** `\xNN` is a byte and `\\` a backslash; any other backslash stands for itself. */
  protected unescape(column: number, into: (length: number) => Uint8Array): number {
    const { bytes } = this
    const to = this.ends[column]
    let at = this.starts[column]
    while (at < to && bytes[at] !== BACKSLASH) at++
    if (at === to) return -1
    at = this.starts[column]
    const out = into(to - at)
    let length = 0
    while (at < to) {
      const byte = bytes[at]
      if (byte === BACKSLASH && at + 1 < to) {
        if (bytes[at + 1] === BACKSLASH) {
          out[length++] = BACKSLASH
          at += 2
          continue
        }
        const value = bytes[at + 1] === 120 && at + 3 < to ? hexDigit(bytes[at + 2]) * 16 + hexDigit(bytes[at + 3]) : -1
        if (value >= 0) {
          out[length++] = value
          at += 4
          continue
        }
      }
      out[length++] = byte
      at++
    }
    return length
  }

  /** Writes where the parts of bytes[from, to) begin and end from `field` on; answers the field behind the last. */
  private cut(bytes: Uint8Array, from: number, to: number, separator: number, field: number): number {
    let next = field
    this.roomFor(field + 1)
    let room = this.starts.length - 1
    this.starts[next] = from
    for (let at = from; at < to; at++) {
      if (bytes[at] !== separator) continue
      this.ends[next] = at
      if (next === room) {
        this.roomFor(next + 2)
        room = this.starts.length - 1
      }
      this.starts[++next] = at + 1
    }
    this.ends[next] = to
    return next + 1
  }

  private isAt(from: number, text: Uint8Array): boolean {
    for (let i = 0; i < text.length; i++) if (this.bytes[from + i] !== text[i]) return false
    return true
  }
}

/** Far below zero for what is no hex digit, so that a sum with one stays below zero. */
function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1000
}
