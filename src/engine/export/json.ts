import type { ChunkedOutput } from './chunked-output.ts'
import { type ExportTable, isoTime, type TableWriter } from './table-columns.ts'

/**
 * One object a row: a line each (NDJSON, as Zeek writes JSON logs) or the elements of one array. Times are ISO 8601 in
 * UTC, unset values are left out, lists are arrays.
 */
export class JsonWriter implements TableWriter {
  private readonly output: ChunkedOutput
  private readonly table: ExportTable
  private readonly isArray: boolean
  private readonly keys: readonly string[]
  private written = 0

  constructor(output: ChunkedOutput, table: ExportTable, isArray: boolean) {
    this.output = output
    this.table = table
    this.isArray = isArray
    this.keys = table.columns.map(({ name }) => `${JSON.stringify(name)}:`)
    if (isArray) output.text('[')
  }

  write(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const line = this.object(row)
      if (!this.isArray) this.output.text(`${line}\n`)
      else this.output.text(`${this.written === 0 ? '\n' : ',\n'}${line}`)
      this.written++
    }
  }

  finish(): void {
    if (this.isArray) this.output.text('\n]\n')
    this.output.finish()
  }

  private object(row: number): string {
    const { columns, precision } = this.table
    let text = ''
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]
      const value = column.value(row)
      if (value === null) continue
      const shown = column.type === 'time' ? isoTime(String(value), precision) : value
      text += (text === '' ? '' : ',') + this.keys[i] + JSON.stringify(shown)
    }
    return `{${text}}`
  }
}
