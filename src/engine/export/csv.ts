import type { ChunkedOutput } from './chunked-output.ts'
import { type ExportColumn, type ExportTable, isoTime, plainNumber, type TableWriter } from './table-columns.ts'

/**
 * Comma-separated values (RFC 4180) with a header line. Times are ISO 8601 in UTC, an unset value is an empty cell, the
 * parts of a list are joined by commas. Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export class CsvWriter implements TableWriter {
  private readonly output: ChunkedOutput
  private readonly table: ExportTable

  constructor(output: ChunkedOutput, table: ExportTable) {
    this.output = output
    this.table = table
    output.text(`${table.columns.map(({ name }) => csvCell(name)).join(',')}\r\n`)
  }

  write(from: number, to: number): void {
    const { columns, precision } = this.table
    for (let row = from; row < to; row++) {
      let line = ''
      for (let i = 0; i < columns.length; i++) line += (i === 0 ? '' : ',') + cellOf(columns[i], row, precision)
      this.output.text(`${line}\r\n`)
    }
  }

  finish(): void {
    this.output.finish()
  }
}

function cellOf(column: ExportColumn, row: number, precision: 6 | 9): string {
  switch (column.type) {
    case 'time': {
      const seconds = column.value(row)
      return seconds === null ? '' : isoTime(seconds, precision)
    }
    case 'interval':
    case 'count':
    case 'int':
    case 'double':
    case 'port': {
      const number = column.value(row)
      return number === null ? '' : plainNumber(number)
    }
    case 'bool': {
      const flag = column.value(row)
      return flag === null ? '' : String(flag)
    }
    case 'vector[interval]': {
      const numbers = column.value(row)
      return numbers === null ? '' : quoted(numbers.map(plainNumber).join(','))
    }
    case 'vector[string]':
    case 'set[string]': {
      const texts = column.value(row)
      return texts === null ? '' : csvCell(texts.join(','))
    }
    default: {
      const text = column.value(row)
      return text === null ? '' : csvCell(text)
    }
  }
}

/** Text as a cell that a spreadsheet shows and never runs. */
export function csvCell(text: string): string {
  return quoted(/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
