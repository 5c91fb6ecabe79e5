import { JsonColumns, MAX_COLUMNS } from './json-columns.ts'
import {
  JSON_ARRAY,
  JSON_ESCAPED,
  JSON_NULL,
  JSON_OBJECT,
  JSON_STRING,
  JsonScanner,
  MAX_DEPTH,
} from './json-scanner.ts'
import { unescaped } from './json-string.ts'
import { LineFeed, MAX_LINE } from './line-feed.ts'
import type { LogReader, LogReport } from './log.ts'
import { ABSENT, EMPTY, type FieldState, LogRow, SET, UNSET } from './log-row.ts'

const QUOTE = 34
const DOT = 46
/** More kinds of log in one file share the last one. */
const MAX_PATHS = 256
/** What `JsonRow.take` answers. */
const TAKEN = 0
const UNREADABLE = 1
/** The line is of another kind of log than the columns are. */
const OTHER_PATH = 2

/** Whether a file begins as an object in JSON does. */
export function beginsAsObject(head: Uint8Array): boolean {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const skip = (): void => {
    while (at < head.length && (head[at] === 32 || head[at] === 9 || head[at] === 10 || head[at] === 13)) at++
  }
  skip()
  if (head[at++] !== 123) return false
  skip()
  return head[at] === QUOTE
}

/**
 * One JSON object a line (https://jsonlines.org). The fields of nested objects get dotted names, so that `{"id":
 * {"orig_h": …}}` and `{"id.orig_h": …}` are the same row. The field `pathKey`, where a row has it, says of what kind of log
 * the row is; a file may mix them, and each kind has columns of its own.
 */
export class JsonLinesReader implements LogReader {
  readonly row: JsonRow
  columns: JsonColumns
  private readonly lines = new LineFeed()
  private readonly byPath = new Map<string, JsonColumns>()
  private readonly report: LogReport
  private readonly make: (kind: string) => JsonColumns
  /** By the file's name. */
  private readonly path: string

  /** `make`: the columns of a kind of log. */
  constructor(
    report: LogReport,
    path: string,
    pathKey: string,
    make: (kind: string) => JsonColumns = (kind) => new JsonColumns(kind),
  ) {
    this.make = make
    this.report = report
    this.path = path
    this.columns = this.columnsOf(path)
    this.row = new JsonRow(report, pathKey, this.columns)
  }

  feed(chunk: Uint8Array): void {
    this.lines.feed(chunk)
  }

  end(): void {
    this.lines.end()
  }

  next(): boolean {
    const { lines, row } = this
    while (lines.next()) {
      if (lines.from === lines.to && !lines.isTooLong) continue
      if (lines.isTooLong) {
        this.report.onSkipped(lines.line, lines.offset, `longer than ${MAX_LINE} bytes`)
        continue
      }
      let taken = row.take(lines, this.columns, true)
      if (taken === OTHER_PATH) {
        this.columns = this.columnsOf(row.otherPath ?? this.path)
        taken = row.take(lines, this.columns, false)
      }
      if (taken === TAKEN) return true
      const { why, failedAt } = row.scanner
      const cut = lines.isUnterminated ? 'cut short: ' : ''
      this.report.onSkipped(lines.line, lines.offset, `${cut}${why} at byte ${failedAt - lines.from} of the line`)
    }
    return false
  }

  private columnsOf(path: string): JsonColumns {
    const known = this.byPath.get(path)
    if (known !== undefined) return known
    if (this.byPath.size >= MAX_PATHS) return this.columns
    const columns = this.make(path)
    this.byPath.set(path, columns)
    return columns
  }
}

class JsonRow extends LogRow {
  readonly scanner = new JsonScanner()
  /** After OTHER_PATH: what the line says; null when it says nothing. */
  otherPath: string | null = null
  private columns: JsonColumns
  private kinds = new Uint16Array(64)
  private elements = 0
  private readonly pathKey: Uint8Array
  private readonly sink: LogReport
  private key = new Uint8Array(256)
  private guess = 0
  private mayLeave = false
  private sawPath = false
  private path: Uint8Array = new Uint8Array(0)
  private pathOf: JsonColumns | null = null
  private wereTooMany = false
  /** Whether rows of these columns name their path themselves. */
  private readonly named = new Set<JsonColumns>()

  constructor(report: LogReport, pathKey: string, columns: JsonColumns) {
    super()
    this.sink = report
    this.pathKey = new TextEncoder().encode(pathKey)
    this.columns = columns
  }

  /** Stands on a line; `mayLeave`: stop where it turns out to be of another kind of log. */
  take(lines: LineFeed, columns: JsonColumns, mayLeave: boolean): number {
    const { scanner } = this
    this.columns = columns
    if (this.pathOf !== columns) {
      this.pathOf = columns
      this.path = new TextEncoder().encode(columns.kind)
    }
    this.bytes = lines.bytes
    scanner.bytes = lines.bytes
    scanner.to = lines.to
    this.line = lines.line
    this.offset = lines.offset
    this.elements = 0
    this.kinds.fill(0, 0, columns.count)
    this.guess = 0
    this.mayLeave = mayLeave
    this.sawPath = false
    this.otherPath = null
    const begin = scanner.skipBlank(lines.from)
    if (begin >= lines.to || lines.bytes[begin] !== 123) {
      scanner.fail(begin, 'no object')
      return UNREADABLE
    }
    const end = this.object(begin, 0, 0)
    this.fields = columns.count
    if (end === -2) return OTHER_PATH
    if (end < 0) return UNREADABLE
    if (scanner.skipBlank(end) < lines.to) {
      scanner.fail(end, 'more behind the object')
      return UNREADABLE
    }
    if (this.sawPath) this.named.add(columns)
    // A row that does not say its kind is of the kind that the file's name says.
    else if (mayLeave && this.named.has(columns)) return OTHER_PATH
    return TAKEN
  }

  state(column: number): FieldState {
    if (column < 0 || column >= this.fields + this.elements) return ABSENT
    const kind = this.kinds[column]
    if (kind === 0) return ABSENT
    if (kind === JSON_NULL) return UNSET
    const from = this.starts[column]
    if (kind === JSON_STRING) return this.ends[column] === from ? EMPTY : SET
    if (kind !== JSON_ARRAY && kind !== JSON_OBJECT) return SET
    return this.ends[column] - from === 2 ? EMPTY : SET
  }

  split(column: number): number {
    this.elements = 0
    this.makeRoom()
    if (this.state(column) !== SET) return 0
    const { scanner, starts } = this
    if (this.kinds[column] !== JSON_ARRAY) {
      this.store(this.fields, this.kinds[column], starts[column], this.ends[column])
      return (this.elements = 1)
    }
    const to = this.ends[column] - 1
    let at = scanner.skipBlank(starts[column] + 1)
    let count = 0
    while (at < to) {
      at = scanner.value(at)
      if (at < 0) break
      this.store(this.fields + count++, scanner.kind, scanner.valueFrom, scanner.valueTo)
      at = scanner.skipBlank(at)
      if (at < to) at = scanner.skipBlank(at + 1)
    }
    return (this.elements = count)
  }

  /** Columns that were only asked for since the row was taken come before its elements; the row has no values there. */
  private makeRoom(): void {
    const { count } = this.columns
    if (count <= this.fields) return
    this.roomForKinds(count)
    this.kinds.fill(0, this.fields, count)
    this.fields = count
  }

  protected nameOf(column: number): string {
    return this.columns.names[column] ?? 'an element'
  }

  protected report(line: number, offset: number, why: string): void {
    this.sink.onBadValue(line, offset, why)
  }

  protected unescape(column: number, into: (length: number) => Uint8Array): number {
    if (this.kinds[column] !== JSON_ESCAPED) return -1
    const from = this.starts[column]
    const to = this.ends[column]
    return unescaped(this.bytes, from, to, into(to - from))
  }

  /** Reads an object whose names begin with key[0, prefix). Position behind it, -1 on an error, -2 when of another path. */
  private object(begin: number, prefix: number, depth: number): number {
    const { scanner, bytes } = this
    if (depth >= MAX_DEPTH) return scanner.fail(begin, 'nested too deep')
    let at = scanner.skipBlank(begin + 1)
    if (at < scanner.to && bytes[at] === 125) return at + 1
    for (;;) {
      if (at >= scanner.to || bytes[at] !== QUOTE)
        return scanner.fail(at, at >= scanner.to ? 'the line ends' : 'no name')
      at = scanner.string(at)
      if (at < 0) return -1
      const isEscaped = scanner.kind === JSON_ESCAPED
      const nameFrom = scanner.valueFrom
      const nameTo = scanner.valueTo
      at = scanner.skipBlank(at)
      if (at >= scanner.to || bytes[at] !== 58) return scanner.fail(at, 'no colon')
      at = scanner.skipBlank(at + 1)
      const isObject = at < scanner.to && bytes[at] === 123
      const isPlain = prefix === 0 && !isObject && !isEscaped
      const length = isPlain ? 0 : this.dotted(prefix, nameFrom, nameTo, isEscaped)
      if (isObject && !this.isEmptyObject(at)) {
        this.key[length] = DOT
        at = this.object(at, length + 1, depth + 1)
        if (at < 0) return at
      } else {
        at = scanner.value(at, depth)
        if (at < 0) return -1
        const kept = isPlain ? this.keep(bytes, nameFrom, nameTo) : this.keep(this.key, 0, length)
        if (!kept) return -2
      }
      at = scanner.skipBlank(at)
      if (at >= scanner.to) return scanner.fail(at, 'the line ends')
      if (bytes[at] === 125) return at + 1
      if (bytes[at] !== 44) return scanner.fail(at, 'no comma')
      at = scanner.skipBlank(at + 1)
    }
  }

  private isEmptyObject(at: number): boolean {
    const next = this.scanner.skipBlank(at + 1)
    return next < this.scanner.to && this.bytes[next] === 125
  }

  /** Writes a name behind the prefix; answers the length of both. */
  private dotted(prefix: number, from: number, to: number, isEscaped: boolean): number {
    const most = prefix + to - from
    if (most + 1 > this.key.length) {
      const larger = new Uint8Array((most + 1) * 2)
      larger.set(this.key)
      this.key = larger
    }
    if (isEscaped) return prefix + unescaped(this.bytes, from, to, this.key.subarray(prefix))
    for (let i = from; i < to; i++) this.key[prefix + i - from] = this.bytes[i]
    return most
  }

  /** Keeps the scanner's value under a name. False when the name and the value say that the row is another log's. */
  private keep(name: Uint8Array, from: number, to: number): boolean {
    const { scanner, columns, bytes } = this
    const { kind, valueFrom, valueTo } = scanner
    let column = columns.lookUp(name, from, to, this.guess)
    if (column < 0) {
      column = this.appear(name, from, to)
      if (column < 0) return true
    }
    this.guess = column + 1
    if (to - from === this.pathKey.length && kind === JSON_STRING && same(name, from, this.pathKey)) {
      this.sawPath = true
      if (this.mayLeave && (valueTo - valueFrom !== this.path.length || !same(bytes, valueFrom, this.path))) {
        this.otherPath = new TextDecoder().decode(bytes.subarray(valueFrom, valueTo))
        return false
      }
    }
    this.store(column, columns.adapt(column, kind, bytes, valueFrom, valueTo), valueFrom, valueTo)
    columns.see(column, kind, bytes, valueFrom, valueTo)
    if (kind === JSON_ARRAY && valueTo - valueFrom > 2) this.seeElements(column, valueFrom, valueTo)
    return true
  }

  private appear(name: Uint8Array, from: number, to: number): number {
    if (this.columns.count < MAX_COLUMNS) return this.columns.add(new TextDecoder().decode(name.subarray(from, to)))
    if (!this.wereTooMany)
      this.sink.onBadValue(this.line, this.offset, `more than ${MAX_COLUMNS} columns: the rest is left out`)
    this.wereTooMany = true
    return -1
  }

  private seeElements(column: number, from: number, to: number): void {
    const { scanner } = this
    let at = scanner.skipBlank(from + 1)
    while (at < to - 1) {
      at = scanner.value(at)
      if (at < 0) return
      this.columns.seeElement(column, scanner.kind, this.bytes, scanner.valueFrom, scanner.valueTo)
      at = scanner.skipBlank(at)
      if (at < to - 1) at = scanner.skipBlank(at + 1)
    }
  }

  private roomForKinds(fields: number): void {
    if (fields <= this.kinds.length) return
    const larger = new Uint16Array(Math.max(this.starts.length, fields))
    larger.set(this.kinds)
    this.kinds = larger
  }

  private store(field: number, kind: number, from: number, to: number): void {
    this.roomFor(field + 1)
    this.roomForKinds(field + 1)
    this.kinds[field] = kind
    this.starts[field] = from
    this.ends[field] = to
  }
}

function same(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false
  return true
}
