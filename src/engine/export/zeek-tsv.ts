import type { ChunkedOutput } from './chunked-output.ts'
import { type ExportColumn, type ExportTable, plainNumber, type TableWriter } from './table-columns.ts'

const UNSET = '-'
const EMPTY = '(empty)'

/**
 * A log as Zeek's ASCII writer makes it: the header lines, tabs between fields, `-` for unset and `(empty)` for empty
 * values, \xHH for what would be read as something else (docs.zeek.org, "Log files").
 */
export class ZeekWriter implements TableWriter {
  private readonly output: ChunkedOutput
  private readonly table: ExportTable
  private readonly closed: string

  /** `opened`: when, as Zeek writes it: '2026-11-21-04-59-35'. */
  constructor(output: ChunkedOutput, table: ExportTable, opened: string) {
    this.output = output
    this.table = table
    this.closed = `#close\t${opened}\n`
    output.text(
      [
        '#separator \\x09',
        '#set_separator\t,',
        `#empty_field\t${EMPTY}`,
        `#unset_field\t${UNSET}`,
        `#path\t${table.name}`,
        `#open\t${opened}`,
        ['#fields', ...table.columns.map(({ name }) => name)].join('\t'),
        ['#types', ...table.columns.map(({ type }) => type)].join('\t'),
        '',
      ].join('\n'),
    )
  }

  write(from: number, to: number): void {
    const { columns, precision } = this.table
    for (let row = from; row < to; row++) {
      let line = ''
      for (let i = 0; i < columns.length; i++) line += (i === 0 ? '' : '\t') + fieldOf(columns[i], row, precision)
      this.output.text(`${line}\n`)
    }
  }

  finish(): void {
    this.output.text(this.closed)
    this.output.finish()
  }
}

function fieldOf(column: ExportColumn, row: number, precision: 6 | 9): string {
  switch (column.type) {
    case 'time': {
      const seconds = column.value(row)
      return seconds === null ? UNSET : seconds.slice(0, seconds.length - 9 + precision)
    }
    case 'interval': {
      const seconds = column.value(row)
      return seconds === null ? UNSET : seconds.toFixed(precision)
    }
    case 'count':
    case 'int':
    case 'double':
    case 'port': {
      const number = column.value(row)
      return number === null ? UNSET : plainNumber(number)
    }
    case 'bool': {
      const flag = column.value(row)
      return flag === null ? UNSET : flag ? 'T' : 'F'
    }
    case 'vector[interval]': {
      const numbers = column.value(row)
      if (numbers === null) return UNSET
      return numbers.length === 0 ? EMPTY : numbers.map((number) => number.toFixed(6)).join(',')
    }
    case 'vector[string]':
    case 'set[string]': {
      const texts = column.value(row)
      if (texts === null) return UNSET
      return texts.length === 0 ? EMPTY : texts.map((text) => zeekText(text, true)).join(',')
    }
    default: {
      const text = column.value(row)
      return text === null ? UNSET : zeekText(text, false)
    }
  }
}

/** Text with what the format itself needs escaped. */
function zeekText(text: string, isInSet: boolean): string {
  if (text === '') return EMPTY
  // What reads as unset or empty is told apart by its first character.
  const isWord = text === UNSET || text === EMPTY
  // oxlint-disable-next-line no-control-regex -- control characters are what is escaped
  const escaped = (isWord ? text.slice(1) : text).replace(/[\u0000-\u001f\u007f\\]/g, hexOf)
  const whole = isWord ? hexOf(text[0]) + escaped : escaped
  const safe = isInSet ? whole.replaceAll(',', '\\x2c') : whole
  return safe.startsWith('#') ? `\\x23${safe.slice(1)}` : safe
}

function hexOf(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
