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
  private readonly proto: number
  private readonly possible: boolean[][]
  private looked = 0

  constructor(path: string, names: readonly string[]) {
    const flow = flowColumns(names)
    super(flow === null ? path : 'conn')
    for (const name of names) this.add(name)
    this.possible = names.map(() => types.map(() => true))
    this.proto = flow?.get('proto') ?? -1
    for (const [name, column] of flow ?? []) if (!names.includes(name)) this.alias(name, column)
    // Zeek's ip_proto is the number, where that is what the column holds.
    if (this.proto >= 0) this.alias('ip_proto', this.proto)
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
    const type = types.find((_, i) => this.possible[column][i])
    return type === undefined || this.looked === 0 ? 'string' : type
  }
}
