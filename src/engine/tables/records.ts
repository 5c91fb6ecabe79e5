import { grown, Table } from './column.ts'

/** From here on a frame number means a record: frame - FIRST_RECORD is its row. No capture has so many packets. */
const FIRST_RECORD = 0x8000_0000

/**
 * One row a record of a log that the tables took in (a row of Zeek's conn, dns, ssl …): what a selection selects where
 * there are no packets. Columns of other tables that hold frame numbers hold records, too; see frameOfRecord.
 */
export class RecordTable extends Table {
  /** Rows with which another log begins, ascending, and that log's number in CaptureTables.logs. */
  private readonly firstRows: number[] = []
  private readonly logs: number[] = []

  /** Nanoseconds after the capture's base second; NaN = none. */
  time = new Float64Array(this.capacity)
  /** 0 = none. */
  session = new Uint32Array(this.capacity)

  /** Records from here on come from this row of CaptureTables.logs. */
  beginLog(log: number): void {
    this.firstRows.push(this.rows)
    this.logs.push(log)
  }

  /** Row of CaptureTables.logs: where a record stood. */
  logOf(row: number): number {
    let low = 0
    let high = this.firstRows.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      // Of logs that gave no record, the last one that begins here counts.
      if (this.firstRows[middle] <= row) low = middle
      else high = middle
    }
    return this.logs[low]
  }

  /** Calls visit with the first and the number of records of each stretch of a log, in order. */
  eachStretchOf(log: number, visit: (first: number, length: number) => void): void {
    for (let at = 0; at < this.logs.length; at++)
      if (this.logs[at] === log) visit(this.firstRows[at], (this.firstRows[at + 1] ?? this.rows) - this.firstRows[at])
  }

  /** Records that a log gave. */
  countOf(log: number): number {
    let count = 0
    this.eachStretchOf(log, (_, length) => (count += length))
    return count
  }

  protected grow(capacity: number): void {
    this.time = grown(this.time, capacity)
    this.session = grown(this.session, capacity)
  }
}

/** What a column of frame numbers holds for a record. */
export function frameOfRecord(row: number): number {
  return FIRST_RECORD + row
}

/** Whether a frame number means a record instead of a packet. */
export function isRecord(frame: number): boolean {
  return frame >= FIRST_RECORD
}

/** The record's row, of a frame number that means one. */
export function recordOf(frame: number): number {
  return frame - FIRST_RECORD
}
