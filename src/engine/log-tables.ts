import type { InputFile } from './ingest/file-slices.ts'
import { type LogRowValues, logRows } from './analysis/log-rows.ts'
import { ListCache } from './analysis/list-cache.ts'
import { Reading } from './ingest/reading.ts'
import { tableTaker } from './ingest/log-table-rows.ts'
import { CaptureTables } from './tables/capture-tables.ts'
import { LogTable } from './tables/log.ts'

/** A log that is looked at takes at most this much; the rows beyond are left out, and the answer says so. */
const MAX_BYTES = 256 * 1024 * 1024
/** Logs that are kept at once: the one on screen, and the one before it. */
const MOST = 2

/** A window of a log's rows. `missing`: how many rows of the log are in none, because they would take too much memory. */
export type LogPage = { total: number; start: number; rows: LogRowValues[]; missing: number }

/** The logs of what is open under their own columns: read again, and kept, when somebody looks at one. */
export class LogTables {
  private readonly files: readonly InputFile[]
  private readonly tables: CaptureTables
  /** By place of the log and its rows: a log that is still read is another one with every look. */
  private readonly known = new Map<string, Promise<LogTable>>()
  private readonly lists = new ListCache()

  /** `tables`: of all files; their `logs` say which file a log is in. */
  constructor(files: readonly InputFile[], tables: CaptureTables) {
    this.files = files
    this.tables = tables
  }

  /** `log`: its place in the list of logs(). Rejects when there is none, or it is not a log. */
  async page(
    log: number,
    window: { order?: string | undefined; start?: number | undefined; length?: number | undefined },
  ): Promise<LogPage> {
    const table = await this.table(log)
    const page = this.lists.window('', this.keyOf(log), () => logRows(table), window)
    return { ...page, missing: Math.max(0, (this.tables.logs[log]?.rows ?? 0) - table.rows) }
  }

  private table(log: number): Promise<LogTable> {
    const key = this.keyOf(log)
    const known = this.known.get(key)
    this.known.delete(key)
    const table = known ?? this.read(log)
    this.known.set(key, table)
    // A failed reading is tried again by the next question.
    table.catch(() => this.known.delete(key))
    const oldest = this.known.keys().next()
    if (this.known.size > MOST && oldest.done !== true) {
      this.known.delete(oldest.value)
      this.lists.clear()
    }
    return table
  }

  private keyOf(log: number): string {
    return `${log} ${this.tables.logs[log]?.rows}`
  }

  private async read(log: number): Promise<LogTable> {
    const source = this.tables.logs[log]
    if (source === undefined || source.path === null) throw new Error(`there is no log ${log}`)
    const table = new LogTable(source.fields, MAX_BYTES)
    const reading = new Reading([this.files[source.fileNumber]], new CaptureTables(), {
      onPacket: () => {},
      onLog: (columns) => (columns.path === source.path ? tableTaker(columns, table) : null),
      onTurn: () => {
        if (table.isFull) reading.cancel()
      },
    })
    await reading.run()
    return table
  }
}
