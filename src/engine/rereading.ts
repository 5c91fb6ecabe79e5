import type { InputFile } from './ingest/file-slices.ts'
import { columnTexts } from './expression/column-texts.ts'
import type { Field } from './expression/field.ts'
import type { LayerTest } from './expression/layer-tests.ts'
import { missing } from './expression/reread-fields.ts'
import { neededFields } from './expression/search.ts'
import type { FieldRegistry } from './expression/field-registry.ts'
import type { CaptureReader } from './formats/format.ts'
import { FieldReading, packetField, type PacketFields } from './ingest/field-reading.ts'
import { GrowingFile } from './ingest/growing-file.ts'
import { RecordReading } from './ingest/record-reading.ts'
import type { CaptureTables } from './tables/capture-tables.ts'

/** Values of fields that were read again are kept while they take less. */
const BYTES_KEPT = 256 * 1024 * 1024

export type RereadingOptions = {
  refuseAsTshark?: boolean | undefined
  /** Called as reading goes on, and when it is over with `done`. */
  onProgress: (done: boolean) => void
}

/** Reads the files of one capture again for what its tables do not hold: fields, and the packets themselves. */
export class Rereading {
  private readonly files: readonly InputFile[]
  private readonly tables: CaptureTables
  private readonly options: RereadingOptions
  private readonly running = new Set<FieldReading | RecordReading>()
  /** Expressions whose fields could not be read, or were cancelled, and why. */
  private readonly refused = new Map<string, string>()

  constructor(files: readonly InputFile[], tables: CaptureTables, options: RereadingOptions) {
    this.files = files
    this.tables = tables
    this.options = options
  }

  /** How far the oldest reading is; undefined when there is none. */
  get progress(): { of: 'fields' | 'packets'; bytesRead: number; bytesTotal: number } | undefined {
    const [reading] = this.running
    if (reading === undefined) return undefined
    const of = reading instanceof RecordReading ? 'packets' : 'fields'
    return { of, bytesRead: reading.bytesRead, bytesTotal: reading.bytesTotal }
  }

  cancel(): void {
    for (const reading of this.running) reading.cancel()
  }

  /**
   * Whether an expression can be evaluated. If not, because packets must be read again for it, begins with that when
   * nothing else is read; throws when that was cancelled or went wrong before.
   */
  has(expression: string, registry: FieldRegistry, mayBegin: boolean): boolean {
    if (neededFields(expression, registry, this.tables) === null) return true
    const reason = this.refused.get(expression)
    if (reason !== undefined) throw new Error(reason)
    if (mayBegin && this.running.size === 0) this.fields(expression, registry).catch(() => undefined)
    return false
  }

  /** Reads what an expression needs and the tables lack. Rejects when it is cancelled. */
  async fields(expression: string, registry: FieldRegistry): Promise<void> {
    const { tables, refused } = this
    const needed = neededFields(expression, registry, tables)
    if (needed === null) return
    refused.delete(expression)
    try {
      await this.columns(needed.fields, needed.tests)
    } catch (error) {
      refused.set(expression, error instanceof Error ? error.message : String(error))
      throw error
    } finally {
      this.options.onProgress(true)
    }
  }

  /**
   * Fields of packets as texts; see EngineApi.packetFields. What only the tables know (names of Arkime and Zeek) comes
   * from there. Throws when there is no such field.
   */
  async texts(
    names: readonly string[],
    registry: FieldRegistry,
    isSelected: (row: number) => boolean,
    start = 0,
    length = Number.POSITIVE_INFINITY,
  ): Promise<PacketFields[]> {
    await this.columns(
      [...new Set(names.flatMap((name) => missing(fieldOf(name, registry), this.tables)))].filter(
        (source) => !names.includes(source),
      ),
    )
    const reread = names.flatMap((name) => packetField(name) ?? [])
    const known = names
      .filter((name) => packetField(name) === undefined)
      .map((name) => [name, columnTexts(fieldOf(name, registry), this.tables)] as const)
    if (known.length === 0) return this.read((reading) => reading.texts(reread, isSelected, start, length))
    const byNumber = new Map<number, Record<string, string>>()
    if (reread.length > 0) {
      const all = await this.read((reading) => reading.texts(reread, isSelected, 0, Number.POSITIVE_INFINITY))
      for (const { number, fields } of all) byNumber.set(number, fields)
    }
    const found: PacketFields[] = []
    let seen = 0
    for (let row = 0; row < this.tables.packets.rows && seen < start + length; row++) {
      if (!isSelected(row)) continue
      const fields: Record<string, string> = byNumber.get(row + 1) ?? Object.create(null)
      for (const [name, texts] of known) {
        const values = texts(row)
        if (values.length > 0) fields[name] = values.join(',')
      }
      if (Object.keys(fields).length > 0 && seen++ >= start) found.push({ number: row + 1, fields })
    }
    return found
  }

  /** Calls onRecord for the first `packets` packets, in their order. Rejects when it is cancelled or a file is gone. */
  async records(
    packets: number,
    onRecord: (record: CaptureReader, row: number, source: number) => void,
  ): Promise<void> {
    await this.finished(new RecordReading(this.files, { packets, ...this.readingOptions() }), (reading) =>
      reading.run(onRecord),
    )
  }

  /** Reads fields into the tables. */
  private async columns(names: readonly string[], tests: readonly LayerTest[] = []): Promise<void> {
    const { fieldColumns } = this.tables
    const wanted = names.flatMap((name) => packetField(name) ?? [])
    if (wanted.length + tests.length === 0) return
    const columns = await this.read((reading) => reading.columns(wanted, tests))
    let kept = 0
    for (const column of fieldColumns.values()) kept += column.bytes
    if (kept > BYTES_KEPT) fieldColumns.clear()
    for (const [name, column] of columns) fieldColumns.set(name, column)
  }

  private read<T>(task: (reading: FieldReading) => Promise<T>): Promise<T> {
    return this.finished(
      new FieldReading(this.files, { packets: this.tables.packets.rows, ...this.readingOptions() }),
      task,
    )
  }

  private readingOptions() {
    return { onTurn: () => this.options.onProgress(false), refuseAsTshark: this.options.refuseAsTshark }
  }

  private async finished<R extends FieldReading | RecordReading, T>(
    reading: R,
    task: (reading: R) => Promise<T>,
  ): Promise<T> {
    const gone = this.files.find((file) => file instanceof GrowingFile && file.isGone)
    if (gone !== undefined)
      throw new Error(`a new file took the place of ${gone.name}: the packets of the old one cannot be read again`)
    this.running.add(reading)
    try {
      const answer = await task(reading)
      if (reading.cancelled) throw new Error('reading the packets again was cancelled')
      return answer
    } finally {
      this.running.delete(reading)
      this.options.onProgress(false)
    }
  }
}

/** Throws when there is no such field. */
export function fieldOf(name: string, registry: FieldRegistry): Field {
  const field = registry.find(name)
  if (field === undefined) throw new Error(`there is no field called ${name}`)
  return field
}
