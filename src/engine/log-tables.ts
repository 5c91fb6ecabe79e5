import type { InputFile } from './ingest/file-slices.ts'
import { type CsvSample, csvSample } from './csv-sample.ts'
import type { CsvMapping } from './formats/csv-mapping.ts'
import { type LogRowValues, logRows } from './analysis/log-rows.ts'
import { selectedLogRows } from './analysis/selected-log-rows.ts'
import { ListCache } from './analysis/list-cache.ts'
import { GrowingFile } from './ingest/growing-file.ts'
import { Reading } from './ingest/reading.ts'
import { tableTaker } from './ingest/log-table-rows.ts'
import { CaptureTables } from './tables/capture-tables.ts'
import { LogTable } from './tables/log.ts'
import type { Selected } from './tables/selected.ts'

/** A log that is looked at takes at most this much; the rows beyond are left out, and the answer says so. */
const MAX_BYTES = 256 * 1024 * 1024
/** Logs that are kept at once: the one on screen, and the one before it. */
const MOST = 2

/**
 * A window of a log's rows. `missing`: how many rows of the log are in none, because they would take too much memory.
 * `isNarrowed`: only selected rows; where a selection is asked for and this is false, the log's rows cannot be selected.
 */
export type LogPage = { total: number; start: number; rows: LogRowValues[]; missing: number; isNarrowed: boolean }

/** A log as far as it was read: how many rows it had then, and what goes on reading it. */
type Known = { rows: number; table: LogTable; reading: Reading }

/** The logs of what is open under their own columns: read again, and kept, when somebody looks at one. */
export class LogTables {
  private readonly files: readonly InputFile[]
  private readonly tables: CaptureTables
  private readonly known = new Map<number, Promise<Known>>()
  private readonly lists = new ListCache()

  private readonly csvMappings: readonly CsvMapping[]

  /** `tables`: of all files; their `logs` say which file a log is in. */
  constructor(files: readonly InputFile[], tables: CaptureTables, csvMappings: readonly CsvMapping[] = []) {
    this.csvMappings = csvMappings
    this.files = files
    this.tables = tables
  }

  /**
   * `log`: its place in the list of logs(). `selected` with a key of its own; null = all. Rejects when there is no such
   * log, or it is none.
   */
  async page(
    log: number,
    window: { order?: string | undefined; start?: number | undefined; length?: number | undefined },
    selected: { key: string; of: Selected } | null = null,
  ): Promise<LogPage> {
    const { rows, table } = await this.newest(log)
    const chosen = selected === null ? null : selectedLogRows(this.tables, selected.of, log, table.rows)
    const isNarrowed = chosen !== null
    const key = `${log} ${rows} ${isNarrowed ? selected?.key : ''}`
    const page = this.lists.window('', key, () => logRows(table, chosen), window)
    return { ...page, isNarrowed, missing: Math.max(0, (this.tables.logs[log]?.rows ?? 0) - table.rows) }
  }

  /** Rejects where the log is no table of CSV. */
  async csvSample(log: number, tried: CsvMapping | null): Promise<CsvSample> {
    const source = this.tables.logs.at(log)
    if (source === undefined || !source.format.startsWith('csv')) throw new Error(`log ${log} is no table of CSV`)
    return csvSample(this.files[source.fileNumber], this.csvMappings, tried)
  }

  private newest(log: number): Promise<Known> {
    const before = this.known.get(log)
    this.known.delete(log)
    const known = before === undefined ? this.read(log) : before.then((former) => this.readOn(log, former))
    this.known.set(log, known)
    // A failed reading is tried again by the next question.
    known.catch(() => {
      if (this.known.get(log) === known) this.known.delete(log)
    })
    const oldest = this.known.keys().next()
    if (this.known.size > MOST && oldest.done !== true) {
      this.known.delete(oldest.value)
      this.lists.clear()
    }
    return known
  }

  /** A log that is still read is another one with every look; of one that is followed only what was added is read. */
  private async readOn(log: number, known: Known): Promise<Known> {
    const { rows, fields, fileNumber } = this.tables.logs[log]
    if (known.rows === rows) return known
    const { table, reading } = known
    const file = this.files[fileNumber]
    if (!(file instanceof GrowingFile) || !file.grows || fields.length !== table.columns.length || table.isFull)
      return this.read(log)
    await reading.more(reading.files)
    return { rows, table, reading }
  }

  private async read(log: number): Promise<Known> {
    const source = this.tables.logs[log]
    if (source === undefined || source.path === null) throw new Error(`there is no log ${log}`)
    const { rows } = source
    const table = new LogTable(source.fields, MAX_BYTES)
    const tables = new CaptureTables()
    const reading = new Reading([this.files[source.fileNumber]], tables, {
      csvMappings: this.csvMappings,
      onPacket: () => {},
      onLog: (columns) => (columns.path === source.path ? tableTaker(columns, table) : null),
      onTurn: () => {
        if (table.isFull) reading.cancel()
      },
    })
    await reading.run()
    const why = tables.warnings.find(({ fatal }) => fatal)?.message
    if (rows > 0 && table.rows === 0 && why !== undefined) throw new Error(why)
    return { rows, table, reading }
  }
}
