import { AddressPool } from './address-pool.ts'
import { grown } from './column.ts'
import { TextPool } from './text-pool.ts'

/** What a value of a log's table is: a number, seconds since 1970 as text of nine digits, or a text; null = unset. */
export type LogValue = string | number | boolean | null

/** How a column is kept: doubles, 0/1, or the number of a text or an address. */
export type LogColumnKind = 'time' | 'number' | 'interval' | 'bool' | 'address' | 'text'

const numbers = new Set(['count', 'int', 'double', 'port'])

/** By Zeek's name of the type; sets, vectors and what is unknown are kept as the text they are. */
export function kindOfType(type: string): LogColumnKind {
  if (type === 'time' || type === 'interval' || type === 'bool') return type
  if (type === 'addr') return 'address'
  return numbers.has(type) ? 'number' : 'text'
}

const FIRST_ROWS = 1024
/** Bytes of a text besides itself: where it starts, its length, its places in the index. */
const BYTES_OF_TEXT = 28

/** One column: `values` for times (nanoseconds after the base second), numbers and intervals (nanoseconds), else `ids`. */
export class LogColumn {
  readonly name: string
  readonly type: string
  readonly kind: LogColumnKind
  values: Float64Array
  ids: Uint32Array

  constructor(name: string, type: string) {
    this.name = name
    this.type = type
    this.kind = kindOfType(type)
    this.values = new Float64Array(this.isNumber ? FIRST_ROWS : 0)
    this.ids = new Uint32Array(this.isNumber ? 0 : FIRST_ROWS)
  }

  /** Whether `values` holds it. */
  get isNumber(): boolean {
    return this.kind === 'time' || this.kind === 'number' || this.kind === 'interval'
  }

  grow(capacity: number): void {
    if (this.isNumber) this.values = grown(this.values, capacity)
    else this.ids = grown(this.ids, capacity)
  }
}

/**
 * A log under its own columns, for logs that no other table holds and for looking at any log as it was written. Unset is
 * NaN or 0; a truth value is 1 (F) or 2 (T). It takes no row beyond `maxBytes`.
 */
export class LogTable {
  rows = 0
  /** Rows were left out because the table would have taken more than `maxBytes`. */
  isFull = false
  /** Seconds since 1970 from which times count. */
  baseSecond: number | null = null
  readonly columns: readonly LogColumn[]
  readonly texts = new TextPool()
  readonly addresses = new AddressPool()
  private readonly maxBytes: number
  private capacity = FIRST_ROWS
  private readonly rowBytes: number

  constructor(fields: readonly { name: string; type: string }[], maxBytes: number) {
    this.columns = fields.map(({ name, type }) => new LogColumn(name, type))
    this.rowBytes = this.columns.reduce((sum, column) => sum + (column.isNumber ? 8 : 4), 0)
    this.maxBytes = maxBytes
  }

  /** Makes a row and answers its number; -1 when the table is full. */
  addRow(): number {
    if (this.isFull || (this.rows === this.capacity && !this.grow())) {
      this.isFull = true
      return -1
    }
    if ((this.rows & 1023) === 0 && this.texts.byteLength + this.texts.size * BYTES_OF_TEXT > this.maxBytes)
      this.isFull = true
    return this.rows++
  }

  private grow(): boolean {
    const capacity = this.capacity * 2
    if (capacity * this.rowBytes > this.maxBytes) return false
    this.capacity = capacity
    for (const column of this.columns) column.grow(capacity)
    return true
  }
}
