import { grown, Table } from './column.ts'

/** From here on a frame number means a record: frame - FIRST_RECORD is its row. No capture has so many packets. */
const FIRST_RECORD = 0x8000_0000

/**
 * One row a record of a log that the tables took in (a row of Zeek's conn, dns, ssl …): what a selection selects where
 * there are no packets. Columns of other tables that hold frame numbers hold records, too; see frameOfRecord.
 */
export class RecordTable extends Table {
  /** Nanoseconds after the capture's base second; NaN = none. */
  time = new Float64Array(this.capacity)
  /** 0 = none. */
  session = new Uint32Array(this.capacity)
  /** Row of CaptureTables.logs: where it stood. */
  log = new Uint16Array(this.capacity)

  protected grow(capacity: number): void {
    this.time = grown(this.time, capacity)
    this.session = grown(this.session, capacity)
    this.log = grown(this.log, capacity)
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
