import { BOOL, COUNT, FieldScan, INTERVAL, IPV4, TIME, UID } from './field-scan.ts'
import type { LineFeed } from './line-feed.ts'
import type { LogReport } from './log.ts'
import { LogColumns } from './log-columns.ts'
import type { RowBatch } from './row-batch.ts'
import { ABSENT, type AddressKeeper, EMPTY, type FieldState, LogRow, SET, type UidKeeper, UNSET } from './log-row.ts'

const BACKSLASH = 92

/** A line of Zeek's ASCII writer as a row. */
export class ZeekTsvRow extends LogRow {
  columns = new LogColumns('')
  setSeparator = 44
  emptyField: Uint8Array = new TextEncoder().encode('(empty)')
  unsetField: Uint8Array = new TextEncoder().encode('-')
  private elements = 0
  private scan = new FieldScan(new Uint8Array(0), 1)
  /** Whether the fields are those of the scan's last line. */
  private isScanned = false
  /** Whether neither word can be read as a value. */
  isPlain = true
  private readonly badValue: LogReport['onBadValue']

  constructor(badValue: LogReport['onBadValue']) {
    super()
    this.badValue = badValue
  }

  setWords(unset: Uint8Array, empty: Uint8Array): void {
    this.unsetField = unset
    this.emptyField = empty
    this.isPlain = [unset, empty].every((word) => !/^[0-9A-Za-z]/.test(String.fromCharCode(word[0])))
  }

  begin(columns: LogColumns): void {
    this.columns = columns
    this.scan = new FieldScan(columns.wanted, 1)
    this.isScanned = false
    this.roomFor(columns.count + 1)
  }

  /** Stands on a line; answers how many fields it has. */
  take(lines: LineFeed, separator: number): number {
    const { bytes, from, to } = lines
    this.bytes = bytes
    this.line = lines.line
    this.offset = lines.offset
    this.elements = 0
    this.isScanned = false
    return (this.fields = this.cut(bytes, from, to, separator, 0))
  }

  /** Moves on to the next line and stands on it; answers how many fields it has, 0 where `lines` has to find it. */
  takeNext(lines: LineFeed): number {
    const from = lines.ahead()
    if (from < 0) return 0
    const { scan, ends } = this
    const { bytes } = lines
    const fields = scan.line(bytes, from, 0, this.starts, ends)
    lines.take(scan.end)
    this.bytes = bytes
    this.line = lines.line
    this.offset = lines.offset
    this.elements = 0
    this.fields = Math.min(fields, this.columns.count)
    // Of \r\n the \r is none of the last field.
    if (lines.to < scan.end && fields === this.fields) ends[fields - 1] = lines.to
    this.isScanned = this.isPlain
    return fields
  }

  /** Stands on a row of a batch. */
  stand(rows: RowBatch, index: number): void {
    this.bytes = rows.bytes
    this.line = rows.firstLine + index
    this.offset = rows.offset(index)
    this.elements = 0
    this.fields = this.scan.line(rows.bytes, rows.lines[index], 0, this.starts, this.ends)
    this.isScanned = true
  }

  override time(column: number): boolean {
    if (!this.has(column, TIME)) return super.time(column)
    return this.instant.set(this.scan.values[column], this.scan.fractions[column])
  }

  override interval(column: number): number {
    return this.has(column, INTERVAL) ? this.scan.values[column] : super.interval(column)
  }

  override count(column: number): number {
    return this.has(column, COUNT) ? this.scan.values[column] : super.count(column)
  }

  override port(column: number): number {
    const value = this.has(column, COUNT) ? this.scan.values[column] : Number.NaN
    return value <= 65535 ? value : super.port(column)
  }

  override bool(column: number): number {
    return this.has(column, BOOL) ? this.scan.values[column] : super.bool(column)
  }

  override address(column: number, addresses: AddressKeeper): number {
    return this.has(column, IPV4) ? addresses.ipv4(this.scan.values[column]) : super.address(column, addresses)
  }

  override uid(column: number, uids: UidKeeper): number {
    return this.has(column, UID) && this.state(column) === SET
      ? uids.findPacked(this.scan.uids, 0)
      : super.uid(column, uids)
  }

  private has(column: number, kind: number): boolean {
    return this.isScanned && column >= 0 && column < this.fields && this.scan.read[column] === kind
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
