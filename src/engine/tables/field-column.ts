import { AddressPool } from './address-pool.ts'
import { grown } from './column.ts'
import { TextPool } from './text-pool.ts'

/** Bytes that the runs of one field may take: beyond, nothing more is kept and `overflown` says so. */
const MOST_BYTES = 256 * 1024 * 1024

/** What reading the packets again gave for one field: its values in the order of the packets, none or several each. */
export class FieldColumn {
  /** Packets that were read. */
  packets = 0
  /** Values in use. */
  size = 0
  row = new Uint32Array(1024)
  /** Numbers (times in nanoseconds after the base second, durations in seconds), or ids of the pool. */
  value = new Float64Array(1024)
  readonly addresses = new AddressPool()
  readonly texts = new TextPool()
  /** Runs of bytes, a character a byte. */
  readonly runs: string[] = ['']
  overflown = false
  private readonly runIds = new Map<string, number>()
  private runBytes = 0

  add(row: number, value: number): void {
    if (this.size === this.row.length) {
      this.row = grown(this.row, this.size * 2)
      this.value = grown(this.value, this.size * 2)
    }
    this.row[this.size] = row
    this.value[this.size++] = value
  }

  /** The id of a run of bytes. */
  run(run: string): number {
    const known = this.runIds.get(run)
    if (known !== undefined) return known
    if (this.runBytes + run.length > MOST_BYTES) {
      this.overflown = true
      return 0
    }
    this.runBytes += run.length
    const id = this.runs.push(run) - 1
    this.runIds.set(run, id)
    return id
  }

  /** Memory that it takes, about. */
  get bytes(): number {
    return this.row.length * 12 + this.runBytes + this.texts.size * 64 + this.addresses.size * 32
  }
}
