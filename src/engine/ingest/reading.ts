import type { CsvMapping } from '../formats/csv-mapping.ts'
import type { CaptureReader } from '../formats/format.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { newLogSource } from '../tables/log-source.ts'
import { type ExpectedRows, type LogConsumer, LogReading } from './log-reading.ts'
import type { InputFile } from './file-slices.ts'
import { FileReports } from './file-reports.ts'
import { EarliestFirst } from './merge.ts'
import { logPathOf } from '../formats/log-path.ts'
import type { LogReport } from '../formats/log.ts'
import { OpenFile } from './open-file.ts'
import { Turns } from './turns.ts'

const SLICE = 8 * 1024 * 1024
/** All files together hold some four times this much. */
const ALL_SLICES = 64 * 1024 * 1024
const LEAST_SLICE = 256 * 1024
/** The clock is asked once per so many packets. */
const PACKETS_PER_GLANCE = 256

export type ReadingOptions = {
  /** Called for each record in the order of the capture; the reader stands on it. `source`: row of tables.sources. */
  onPacket: (record: CaptureReader, source: number) => void
  /** Logs are read after all captures, one after the other in the order of the files; without it they are left out. */
  onLog?: LogConsumer | undefined
  onExpectedRows?: ExpectedRows | undefined
  /** Called whenever the event loop has had its turn: progress may have changed. */
  onTurn?: (() => void) | undefined
  /** A pcap file of a link type that tshark does not open is refused, as in the documents that are compared with it. */
  refuseAsTshark?: boolean | undefined
  /** What the columns of CSV files are, by their headers. */
  csvMappings?: readonly CsvMapping[] | undefined
  sliceLength?: number | undefined
}

/**
 * Reads files as one capture: finds out by content what each is, unwraps it, and gives the records of all of them in
 * time order. Fills tables.sources and tables.warnings. Nothing in a file makes `run` fail.
 */
export class Reading {
  /** As they were given; `format` is '' for what is no capture. */
  readonly files: readonly OpenFile[]
  packets = 0
  /** Of the logs that are read. */
  rows = 0
  cancelled = false
  /** What the files tell besides records. */
  readonly told: FileReports

  private readonly tables: CaptureTables
  private readonly options: ReadingOptions
  private readonly open: OpenFile[]
  private readonly logReadings = new Map<OpenFile, LogReading>()
  private readonly sliceLength: number
  private readonly isAlone: boolean
  private readonly heap = new EarliestFirst<OpenFile>()
  private turns = new Turns()

  constructor(files: readonly InputFile[], tables: CaptureTables, options: ReadingOptions) {
    this.tables = tables
    this.options = options
    this.sliceLength =
      options.sliceLength ?? Math.max(LEAST_SLICE, Math.min(SLICE, Math.floor(ALL_SLICES / files.length)))
    this.isAlone = files.length === 1
    this.told = new FileReports(tables, options.refuseAsTshark === true)
    this.open = []
    this.files = this.open
    for (const file of files) this.add(file)
  }

  /** A further file, which `more` begins with. */
  add(file: InputFile): OpenFile {
    const order = this.open.length
    const report = this.told.reportOf(file.name, () => this.open[order])
    const opened = new OpenFile(order, file, this.sliceLength, report)
    this.open.push(opened)
    return opened
  }

  /** Of the files as far as they are to be read. */
  get bytesTotal(): number {
    return this.open.reduce((sum, file) => sum + file.size, 0)
  }

  /** Of the files as they are, also compressed. */
  get bytesRead(): number {
    return this.open.reduce((sum, file) => sum + file.bytesRead, 0)
  }

  /** What was read so far stands. */
  cancel(): void {
    this.cancelled = true
  }

  /** Resolves when everything is read, or soon after `cancel`. */
  async run(): Promise<void> {
    await this.read(this.open)
  }

  /** Reads on what was added to these files, to the end that they have now; those that are new are begun. */
  async more(files: readonly OpenFile[]): Promise<void> {
    this.turns = new Turns()
    await this.read(files)
  }

  private async read(files: readonly OpenFile[]): Promise<void> {
    const pause = (): Promise<void> | null => (this.turns.due ? this.turn() : null)
    const logs: OpenFile[] = []
    try {
      for (const file of files) {
        if (this.cancelled) return
        if (await this.begun(file, pause)) this.heap.push(file)
        else await file.close()
        if (file.log !== null) logs.push(file)
        else if (file.isText) this.noLog(file)
        await pause()
      }
      while (this.heap.size > 0 && !this.cancelled) {
        if (this.drain()) await this.turn()
        else if (await this.heap.top.advance(pause)) this.heap.settle()
        else {
          const over = this.heap.top
          this.heap.removeTop()
          await over.close()
        }
      }
      // Logs of sessions first: what the others say of one is then known to be of it, also of QUIC in ssl.log.
      const inOrder = [...logs.filter(isOfSessions), ...logs.filter((file) => !isOfSessions(file))]
      const { onLog } = this.options
      if (onLog !== undefined) for (const file of inOrder) await this.readLog(file, onLog, pause)
    } finally {
      for (const file of this.open) await file.close()
      this.turns.close()
    }
  }

  /** Whether the file is a capture, and stands on a record. */
  private async begun(file: OpenFile, pause: () => Promise<void> | null): Promise<boolean> {
    if (file.isKnown) file.resume()
    else if (!(await file.begin())) return false
    if (file.log !== null) return false
    // Packets that come later stand behind all that were read, whenever they were sent; read again, the files would
    // give them between those of the others. And sessions of packets stand before those of logs.
    if (!this.isAlone && file.isFollowed) file.refuse('a capture is followed only where nothing else is open')
    if (this.rows > 0 || this.logReadings.size > 0) {
      file.refuse('a capture came in the place of a log')
      const message = 'a capture that comes in the place of a log is not read: open it anew'
      this.told.warn(file.name, { offset: null, packet: null, message, fatal: true })
      return false
    }
    return file.advance(pause)
  }

  private async readLog(file: OpenFile, consumer: LogConsumer, pause: () => Promise<void> | null): Promise<void> {
    if (this.cancelled) return
    const known = this.logReadings.get(file)
    if (known !== undefined) file.resume()
    else if (!(await file.begin())) return
    const log = known ?? this.logReading(file, consumer)
    if (log === null) return
    const before = this.rows - log.rows
    while (!this.cancelled && (await file.advance(pause, log.reader))) {
      while (log.drain(() => this.turns.due) && !this.cancelled) {
        this.rows = before + log.rows
        await this.turn()
      }
    }
    this.rows = before + log.rows
    if (file.isFollowed) {
      this.logReadings.set(file, log)
      log.describe()
    } else log.finish()
    await file.close()
  }

  private logReading(file: OpenFile, consumer: LogConsumer): LogReading | null {
    const { log: format } = file
    if (format === null) return null
    const open = (report: LogReport) => file.openLog(format, report, this.options.csvMappings)
    return new LogReading(file, open, this.tables, consumer, this.options.onExpectedRows)
  }

  /** A text that is no log is named among the logs, so that nobody looks for its rows. */
  private noLog(file: OpenFile): void {
    const log = newLogSource({ name: file.name, order: file.order, format: 'not a log' }, null)
    const why = this.tables.warnings.findLast((warning) => warning.file === file.name)?.message ?? 'not a log'
    log.skipped.push({ line: 1, offset: 0, why })
    this.tables.logs.push(log)
  }

  /** Works on records until the time is up (true) or the top file needs more bytes (false). */
  private drain(): boolean {
    const { heap, turns } = this
    const { onPacket } = this.options
    const isMerging = heap.size > 1
    let { reader } = heap.top
    for (;;) {
      for (let i = 0; i < PACKETS_PER_GLANCE; i++) {
        this.packets++
        try {
          onPacket(reader, reader.interface)
        } catch (error) {
          this.internalError(heap.top, reader, error)
        }
        if (!reader.next()) return false
        if (isMerging) {
          heap.settle()
          reader = heap.top.reader
        }
      }
      if (turns.due) return true
    }
  }

  private async turn(): Promise<void> {
    await this.turns.take()
    this.options.onTurn?.()
  }

  /** A bug of ours, set off by one packet, must not cost the rest of the capture. */
  private internalError(file: OpenFile, reader: CaptureReader, error: unknown): void {
    const message = `this packet could not be dissected: ${error instanceof Error ? error.message : String(error)}`
    this.told.warn(file.name, { offset: reader.fileOffset, packet: this.packets, message, fatal: false })
  }
}

/** As far as the name tells; the content has the last word, and rows of any order find each other by uid. */
function isOfSessions({ name }: { name: string }): boolean {
  return /^(?:open_)?conn(?:_long)?$/.test(logPathOf(name))
}
