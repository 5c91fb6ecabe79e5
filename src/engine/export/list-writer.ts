import type { ChunkedOutput } from './chunked-output.ts'
import { csvCell } from './csv.ts'
import { plainNumber } from './table-columns.ts'

export type ListFormat = 'csv' | 'json' | 'ndjson'

/**
 * Writes the rows of a list as they are: CSV with their keys as header (what is itself a list of texts or numbers is
 * joined by commas, what has parts is JSON in its cell), one JSON array, or a JSON object a line.
 */
export class ListWriter {
  private readonly output: ChunkedOutput
  private readonly format: ListFormat
  private keys: readonly string[] | null = null

  constructor(output: ChunkedOutput, format: ListFormat) {
    this.output = output
    this.format = format
  }

  write(rows: readonly object[]): void {
    if (rows.length === 0) return
    const isFirst = this.keys === null
    const keys = (this.keys ??= Object.keys(rows[0]))
    if (isFirst && this.format === 'csv') this.output.text(`${keys.map(csvCell).join(',')}\r\n`)
    rows.forEach((row, i) => {
      if (this.format === 'csv') this.output.text(`${keys.map((key) => cell(Reflect.get(row, key))).join(',')}\r\n`)
      else if (this.format === 'ndjson') this.output.text(`${JSON.stringify(row)}\n`)
      else this.output.text(`${isFirst && i === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`)
    })
  }

  finish(): void {
    if (this.format === 'json') this.output.text(this.keys === null ? '[]\n' : '\n]\n')
    this.output.finish()
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? plainNumber(value) : ''
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return csvCell(value)
  const isFlat = Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number')
  return csvCell(isFlat ? value.join(',') : JSON.stringify(value))
}
