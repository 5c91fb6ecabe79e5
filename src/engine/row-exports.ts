import { ChunkedOutput, type Write } from './export/chunked-output.ts'
import { type ListFormat, ListWriter } from './export/list-writer.ts'
import type { TableWriter } from './export/table-columns.ts'
import { Turns } from './ingest/turns.ts'

const ROWS_AT_ONCE = 2048
/** Rows of a row group of Parquet. */
const ROWS_OF_A_GROUP = 65_536

type Running = { done: number; total: number; cancelled: boolean }

/** Writes rows piece by piece, so that questions are answered meanwhile; says how far it is and can be cancelled. */
export class RowExports {
  private readonly running = new Set<Running>()
  private readonly onTurn: () => void

  constructor(onTurn: () => void) {
    this.onTurn = onTurn
  }

  /** Rows of the oldest export under way. */
  get progress(): { done: number; total: number } | undefined {
    const [first] = this.running
    return first && { done: first.done, total: first.total }
  }

  cancel(): void {
    for (const running of this.running) running.cancelled = true
  }

  /** `rows` gives a window of the list. Rejects when it is cancelled. */
  async list(
    format: ListFormat,
    total: number,
    rows: (start: number, length: number) => readonly object[],
    write: Write,
  ): Promise<void> {
    const writer = new ListWriter(new ChunkedOutput(write), format)
    await this.run(total, ROWS_AT_ONCE, (from, to) => writer.write(rows(from, to - from)))
    writer.finish()
  }

  /** Rejects when it is cancelled. */
  async table(writer: TableWriter, total: number, inGroups: boolean): Promise<void> {
    await this.run(total, inGroups ? ROWS_OF_A_GROUP : ROWS_AT_ONCE, (from, to) => writer.write(from, to))
    writer.finish()
  }

  private async run(total: number, atOnce: number, step: (from: number, to: number) => void): Promise<void> {
    const running: Running = { done: 0, total, cancelled: false }
    const turns = new Turns()
    this.running.add(running)
    try {
      for (let from = 0; from < total; from += atOnce) {
        if (turns.due) {
          await turns.take()
          this.onTurn()
        }
        if (running.cancelled) throw new Error('the export was cancelled')
        step(from, Math.min(total, from + atOnce))
        running.done = Math.min(total, from + atOnce)
      }
    } finally {
      this.running.delete(running)
      turns.close()
      this.onTurn()
    }
  }
}
