import type { CaptureReader, FormatReport, FormatWarning, InterfaceDescription } from '../formats/format.ts'
import { isOpenedByTshark, linkTypeName } from '../formats/link-type.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { newLogSource } from '../tables/log-source.ts'
import { type ExpectedRows, type LogConsumer, LogReading } from './log-reading.ts'
import type { InputFile } from './file-slices.ts'
import { EarliestFirst } from './merge.ts'
import { OpenFile } from './open-file.ts'
import { Turns } from './turns.ts'

const SLICE = 8 * 1024 * 1024
/** All files together hold some four times this much. */
const ALL_SLICES = 64 * 1024 * 1024
const LEAST_SLICE = 256 * 1024
/** The clock is asked once per so many packets. */
const PACKETS_PER_GLANCE = 256

/** A hostile file can say any number of these: what is beyond is counted or left out. */
const MAX_WARNINGS = 200
const MAX_COMMENTS = 10_000
const MAX_NAMES = 100_000
const MAX_SECRETS = 16 * 1024 * 1024
const MAX_SOURCES = 65_000

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
  sliceLength?: number | undefined
}

/**
 * Reads files as one capture: finds out by content what each is, unwraps it, and gives the records of all of them in
 * time order. Fills tables.sources and tables.warnings. Nothing in a file makes `run` fail.
 */
export class Reading {
  /** As they were given; `format` is '' for what is no capture. */
  readonly files: readonly { readonly name: string; readonly size: number; readonly format: string }[]
  readonly bytesTotal: number
  packets = 0
  /** Of the logs that are read. */
  rows = 0
  cancelled = false
  /** Comments of sections, interfaces and packets, in the order of the files. */
  readonly comments: string[] = []
  /** Name resolution in the files: address text -> names. */
  readonly names = new Map<string, Set<string>>()
  /** Decryption secrets in the files; type 0x544c534b is NSS key log text. */
  readonly secrets: { type: number; bytes: Uint8Array }[] = []

  private readonly tables: CaptureTables
  private readonly options: ReadingOptions
  private readonly open: readonly OpenFile[]
  private readonly heap = new EarliestFirst<OpenFile>()
  private readonly turns = new Turns()
  private readonly sourceRows = new Map<string, number>()
  private secretsLength = 0

  constructor(files: readonly InputFile[], tables: CaptureTables, options: ReadingOptions) {
    this.tables = tables
    this.options = options
    const sliceLength =
      options.sliceLength ?? Math.max(LEAST_SLICE, Math.min(SLICE, Math.floor(ALL_SLICES / files.length)))
    this.open = files.map(
      (file, order) =>
        new OpenFile(
          order,
          file,
          sliceLength,
          this.reportOf(file.name, () => this.open[order]),
        ),
    )
    this.files = this.open
    this.bytesTotal = files.reduce((sum, file) => sum + file.size, 0)
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
    const pause = (): Promise<void> | null => (this.turns.due ? this.turn() : null)
    const logs: OpenFile[] = []
    try {
      for (const file of this.open) {
        if (this.cancelled) return
        const isKnown = await file.begin()
        if (isKnown && file.log === null && (await file.advance(pause))) this.heap.push(file)
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
      if (this.options.onLog !== undefined) for (const file of logs) await this.readLog(file, this.options.onLog, pause)
    } finally {
      for (const file of this.open) await file.close()
      this.turns.close()
    }
  }

  private async readLog(file: OpenFile, consumer: LogConsumer, pause: () => Promise<void> | null): Promise<void> {
    if (this.cancelled || !(await file.begin()) || file.log === null) return
    const { log: format } = file
    const { onExpectedRows } = this.options
    const log = new LogReading(file, (report) => file.openLog(format, report), this.tables, consumer, onExpectedRows)
    const before = this.rows
    while (!this.cancelled && (await file.advance(pause, log.reader))) {
      while (log.drain(() => this.turns.due) && !this.cancelled) {
        this.rows = before + log.rows
        await this.turn()
      }
    }
    this.rows = before + log.rows
    log.finish()
    await file.close()
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
    this.warn(file.name, { offset: reader.fileOffset, packet: this.packets, message, fatal: false })
  }

  private warn(file: string, warning: FormatWarning): void {
    const { warnings } = this.tables
    let count = 0
    for (const other of warnings) if (other.file === file) count++
    if (count < MAX_WARNINGS || warning.fatal) warnings.push({ file, ...warning })
    else if (count === MAX_WARNINGS)
      warnings.push({
        file,
        offset: null,
        packet: null,
        message: 'there were more warnings of this kind',
        fatal: false,
      })
  }

  private reportOf(file: string, opened: () => OpenFile): FormatReport {
    return {
      onInterface: (description) => this.source(file, opened(), description),
      onWarning: (warning) => this.warn(file, warning),
      onComment: ({ text }) => {
        if (text !== '' && this.comments.length < MAX_COMMENTS) this.comments.push(text)
      },
      onName: (address, name) => {
        const known = this.names.get(address)
        if (known !== undefined) known.add(name)
        else if (this.names.size < MAX_NAMES) this.names.set(address, new Set([name]))
      },
      onSecrets: (type, bytes) => {
        this.secretsLength += bytes.length
        if (this.secretsLength <= MAX_SECRETS) this.secrets.push({ type, bytes })
      },
      onDrops: (row, drops) => {
        const source = this.tables.sources[row]
        source.drops = (source.drops ?? 0) + drops
      },
    }
  }

  /** Row of tables.sources; the same interface in a later section of the file has the same one. */
  private source(file: string, opened: OpenFile, description: InterfaceDescription): number {
    const { linkType, snapLength, precision, name } = description
    const { sources } = this.tables
    if (this.options.refuseAsTshark === true && opened.format.split(' ')[0] === 'pcap')
      if (!isOpenedByTshark(linkType)) {
        const message = `${linkTypeName(linkType)} (${linkType}) is unknown or unsupported`
        this.warn(file, { offset: 0, packet: null, message, fatal: true })
        return -1
      }
    const key = JSON.stringify([opened.order, linkType, precision, name])
    const known = this.sourceRows.get(key)
    if (known !== undefined) return known
    if (sources.length >= MAX_SOURCES) {
      this.warn(file, { offset: null, packet: null, message: 'there are too many interfaces', fatal: true })
      return -1
    }
    this.sourceRows.set(key, sources.length)
    return sources.push({ file, linkType, snapLength, precision, interfaceName: name, drops: null }) - 1
  }
}
