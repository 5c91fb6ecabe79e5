import type { InputFile } from './file-slices.ts'
import type { CaptureReader } from '../formats/format.ts'
import { CaptureTables } from '../tables/capture-tables.ts'
import { Reading } from './reading.ts'

export type RecordReadingOptions = {
  /** Only packets before this row are read. */
  packets: number
  onTurn?: (() => void) | undefined
  refuseAsTshark?: boolean | undefined
}

/** Reads files again and hands on their records, in the order of the first reading. */
export class RecordReading {
  private readonly files: readonly InputFile[]
  private readonly options: RecordReadingOptions
  private reading: Reading | null = null
  private row = 0

  constructor(files: readonly InputFile[], options: RecordReadingOptions) {
    this.files = files
    this.options = options
  }

  get bytesRead(): number {
    return this.reading?.bytesRead ?? 0
  }

  get bytesTotal(): number {
    return this.files.reduce((sum, { size }) => sum + size, 0)
  }

  /** Whether it ended before all packets were read. */
  get cancelled(): boolean {
    return this.row < this.options.packets
  }

  cancel(): void {
    this.reading?.cancel()
  }

  /** Calls onRecord for each packet with its row and its source (a row of tables.sources). */
  async run(onRecord: (record: CaptureReader, row: number, source: number) => void): Promise<void> {
    const { packets, onTurn, refuseAsTshark } = this.options
    const reading = new Reading(this.files, new CaptureTables(), {
      onPacket: (record, source) => {
        if (this.row >= packets) return
        onRecord(record, this.row++, source)
        if (this.row >= packets) reading.cancel()
      },
      onTurn,
      refuseAsTshark,
    })
    this.reading = reading
    await reading.run()
  }
}
