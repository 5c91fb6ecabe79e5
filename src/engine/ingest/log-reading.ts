import type { LogReader, LogReport } from '../formats/log.ts'
import type { LogColumns } from '../formats/log-columns.ts'
import type { LogRow } from '../formats/log-row.ts'
import type { RowBatch } from '../formats/row-batch.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { type LogProblem, type LogSource, MAX_PROBLEMS, newLogSource } from '../tables/log-source.ts'

/** Takes the rows of a log; the row is one object, valid during the call. */
export type RowTaker = ((row: LogRow) => void) & {
  /** Takes many usual rows at once; `take` hands a single one of them to the taker of rows. */
  takeRows?: (rows: RowBatch, take: (index: number) => void) => void
}

/**
 * Called once per header, and per kind of log in a file that mixes them: asks for its columns by name and answers what
 * takes the rows under it; null when nobody wants them.
 */
export type LogConsumer = (columns: LogColumns, log: LogSource) => RowTaker | null

/** Called once for a long log: about how many more rows its file has. A guess from its first ones. */
export type ExpectedRows = (log: LogSource, rows: number) => void

/** So many bytes tell how long the rows of a log are. */
const TELLING = 4 * 1024 * 1024
/** The clock is asked once per so many rows. */
const ROWS_PER_GLANCE = 256
/** A hostile file can have any number of headers, and a record's `log` column has 16 bits. */
const MAX_LOGS = 1000
const MAX_ALL_LOGS = 65_000

/** `size` in bytes, as the file is. */
type LogFile = { name: string; order: number; format: string; size: number }

/** The rows of one log file on their way to what takes them. Counts them, and what was wrong, in tables.logs. */
export class LogReading {
  readonly reader: LogReader
  rows = 0
  private readonly tables: CaptureTables
  private readonly consumer: LogConsumer
  private readonly file: LogFile
  private readonly byColumns = new Map<LogColumns, { log: LogSource; take: RowTaker | null }>()
  private readonly logs: { log: LogSource; columns: LogColumns }[] = []
  /** Problems before the first row belong to the first log. */
  private current: LogSource
  private isAdded = false
  private readonly expected: ExpectedRows | undefined
  private isGuessed = false

  constructor(
    file: LogFile,
    open: (report: LogReport) => LogReader,
    tables: CaptureTables,
    consumer: LogConsumer,
    expected?: ExpectedRows,
  ) {
    this.expected = expected
    this.tables = tables
    this.consumer = consumer
    this.file = file
    this.current = newLogSource(file, null)
    this.reader = open({
      onSkipped: (line, offset, why) => {
        this.current.skippedRows++
        keep(this.current.skipped, { line, offset, why })
      },
      onBadValue: (line, offset, why) => {
        this.current.badCount++
        keep(this.current.badValues, { line, offset, why })
      },
    })
  }

  /** Works on rows, the reader standing on one, until the time is up (true) or more bytes are needed (false). */
  drain(isDue: () => boolean): boolean {
    const { reader } = this
    let { columns } = reader
    let { log, take } = this.of(columns)
    for (;;) {
      for (let i = 0; i < ROWS_PER_GLANCE; i++) {
        log.rows++
        this.rows++
        try {
          take?.(reader.row)
          if (take?.takeRows !== undefined) i += this.takeRows(log, take)
        } catch (error) {
          this.internalError(log, error)
        }
        if (!reader.next()) return false
        if (reader.columns !== columns) {
          columns = reader.columns
          ;({ log, take } = this.of(columns))
        }
      }
      if (!this.isGuessed && reader.row.offset > TELLING) this.guess(log)
      if (isDue()) return true
    }
  }

  /** Takes the next rows that can be taken together; answers how many. */
  private takeRows(log: LogSource, take: RowTaker): number {
    const { reader } = this
    const rows = reader.nextRows?.() ?? null
    if (rows === null) return 0
    log.rows += rows.count
    this.rows += rows.count
    take.takeRows?.(rows, (index) => {
      reader.stand?.(rows, index)
      take(reader.row)
    })
    return rows.count
  }

  private guess(log: LogSource): void {
    const { offset } = this.reader.row
    this.isGuessed = true
    this.expected?.(log, Math.ceil((this.rows * (this.file.size - offset)) / offset))
  }

  /** Whatever stood in the file, it is in tables.logs now. */
  finish(): void {
    if (!this.isAdded) this.of(this.reader.columns)
    this.describe()
  }

  /** What columns the logs have so far. */
  describe(): void {
    for (const { log, columns } of this.logs) describe(log, columns)
  }

  private of(columns: LogColumns): { log: LogSource; take: RowTaker | null } {
    const known = this.byColumns.get(columns)
    if (known !== undefined) {
      this.current = known.log
      return known
    }
    const log = this.logOf(columns)
    this.current = log
    const entry = { log, take: this.consumer(columns, log) }
    this.byColumns.set(columns, entry)
    return entry
  }

  /** A header that is said again is still the same log. */
  private logOf(columns: LogColumns): LogSource {
    const same = this.logs.find((other) => other.log.path === columns.path)
    const isFull = this.logs.length >= MAX_LOGS || this.tables.logs.length >= MAX_ALL_LOGS
    if (same !== undefined || (isFull && this.logs.length > 0)) {
      const { log } = same ?? this.logs[this.logs.length - 1]
      if (this.logs.length < MAX_LOGS) this.logs.push({ log, columns })
      return log
    }
    const log = this.isAdded ? newLogSource(this.file, columns.path) : this.current
    log.path = columns.path
    this.isAdded = true
    this.logs.push({ log, columns })
    this.tables.logs.push(log)
    return log
  }

  /** A bug of ours, set off by one row, must not cost the rest of the log. */
  private internalError(log: LogSource, error: unknown): void {
    const { line, offset } = this.reader.row
    const why = `this row could not be kept: ${error instanceof Error ? error.message : String(error)}`
    log.skippedRows++
    keep(log.skipped, { line, offset, why })
  }
}

function keep(problems: LogProblem[], problem: LogProblem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem)
}

function describe(log: LogSource, columns: LogColumns): void {
  const known = new Set(log.fields.map(({ name }) => name))
  for (let column = 0; column < columns.count; column++) {
    const name = columns.names[column]
    if (columns.isPresent(column) && !known.has(name)) log.fields.push({ name, type: columns.typeOf(column) })
  }
}
