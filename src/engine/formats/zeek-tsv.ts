import { LineFeed, MAX_LINE } from './line-feed.ts'
import type { LogFormat, LogReader, LogReport } from './log.ts'
import { LogColumns } from './log-columns.ts'
import { RowBatch } from './row-batch.ts'
import { ZeekTsvRow } from './zeek-tsv-row.ts'

const HASH = 35
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
  private readonly batch = new RowBatch()
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
        if (fields > 0 && lines.to > lines.from && lines.bytes[lines.from] !== HASH) {
          if (this.isRow(fields)) return true
          continue
        }
        if (fields === 0 && !lines.next()) return false
      } else if (!lines.next()) return false
      if (lines.from === lines.to && !lines.isTooLong) continue
      if (lines.isTooLong) this.skip(`longer than ${MAX_LINE} bytes`)
      else if (lines.bytes[lines.from] === HASH) this.directive()
      else if (!this.hasHeader) this.skip('before the first #fields: the columns are unknown')
      else if (this.isRow(row.take(lines, this.separator))) return true
    }
  }

  nextRows(): RowBatch | null {
    const { row, batch } = this
    if (!this.hasHeader || this.separator !== TAB || !row.isPlain) return null
    return batch.fill(this.lines, this.columns, row.unsetField, row.emptyField) ? batch : null
  }

  stand(rows: RowBatch, index: number): void {
    this.row.stand(rows, index)
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
    else if (name === 'empty_field') this.row.setWords(this.row.unsetField, bytesOf(values[0]))
    else if (name === 'unset_field') this.row.setWords(bytesOf(values[0]), this.row.emptyField)
    else if (name === 'path') this.path = values[0]
    else if (name === 'fields') this.begin(values)
    else if (name === 'types') {
      for (let i = 0; i < values.length && i < this.columns.count; i++) this.columns.setType(i, values[i])
    }
  }

  private begin(names: readonly string[]): void {
    this.columns = new LogColumns(this.path)
    for (const name of names) this.columns.add(name)
    this.columns.wanted = new Uint8Array(names.length)
    this.row.begin(this.columns)
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
