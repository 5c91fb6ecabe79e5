import { type CsvDurationForm, type CsvMapping, mappedColumns } from './csv-mapping.ts'
import { type TimeReader, timeReader } from './csv-times.ts'
import { flowColumns } from './flow-names.ts'
import { LogColumns } from './log-columns.ts'
import { SET, type LogRow } from './log-row.ts'

/** So many rows are looked at to tell what a column holds. */
const LOOKED_AT = 100
/** Types from the narrowest on; a column is of the first that all of its values are. */
const types = ['count', 'double', 'addr', 'time'] as const

/**
 * The columns of a CSV file. Those of flows answer to Zeek's names of the same things, too, and make the file a 'conn' log:
 * `columnOf('id.orig_h')` is the column of 'sa', 'SrcAddr' or 'src_ip'.
 */
export class CsvColumns extends LogColumns {
  /** How the columns of times and durations are written, where a person has said it. */
  readonly forms: { ts: number; duration: number; time: TimeReader; durationForm: CsvDurationForm } | null
  private readonly proto: number
  private readonly possible: boolean[][]
  private looked = 0

  /** `mapping`: what a person has said of this header. */
  constructor(path: string, names: readonly string[], mapping: CsvMapping | null = null) {
    const mapped = mapping === null ? null : mappedColumns(mapping)
    const flow = mapped ?? flowColumns(names)
    // A table that is named conn.csv, but holds no flows, is no conn log.
    super(flow !== null ? 'conn' : path === 'conn' ? 'csv' : path)
    for (const name of names) this.add(name)
    this.possible = names.map(() => types.map(() => true))
    this.proto = flow?.get('proto') ?? -1
    for (const [name, column] of flow ?? []) if (mapped !== null || !names.includes(name)) this.alias(name, column)
    // Zeek's ip_proto is the number, where that is what the column holds.
    if (this.proto >= 0) this.alias('ip_proto', this.proto)
    this.forms =
      mapping === null || mapped === null
        ? null
        : {
            ts: mapped.get('ts') ?? -1,
            duration: mapped.get('duration') ?? -1,
            time: timeReader(mapping.time),
            durationForm: mapping.duration,
          }
  }

  /** Zeek writes the names of protocols in small letters; so does a row from here on. */
  lower(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array, fields: number): void {
    if (this.proto < 0 || this.proto >= fields) return
    for (let at = starts[this.proto]; at < ends[this.proto]; at++)
      if (bytes[at] >= 65 && bytes[at] <= 90) bytes[at] |= 32
  }

  look(row: LogRow): void {
    if (this.looked >= LOOKED_AT) return
    this.looked++
    for (let column = 0; column < this.count; column++) {
      if (row.state(column) !== SET) continue
      const text = row.string(column) ?? ''
      const possible = this.possible[column]
      if (!/^\d{1,20}$/.test(text)) possible[0] = false
      if (!/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) possible[1] = false
      if (!/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i.test(text)) possible[2] = false
      if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) possible[3] = false
    }
  }

  override typeOf(column: number): string {
    if (column === this.forms?.ts) return 'time'
    if (column === this.forms?.duration) return this.forms.durationForm === 'end' ? 'time' : 'interval'
    const type = types.find((_, i) => this.possible[column][i])
    return type === undefined || this.looked === 0 ? 'string' : type
  }
}
