import { epochText } from '../bytes/epoch-text.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'
import { transportName } from '../tables/ip-protocol-names.ts'
import { isRecord, recordOf } from '../tables/records.ts'
import { uidOf } from '../tables/session-ids.ts'
import type { ExportColumn } from './table-columns.ts'

/** Makes columns over chosen rows of a table of what is told of each row of the table itself. */
export class RowColumns {
  readonly tables: CaptureTables
  private readonly rows: Uint32Array

  constructor(tables: CaptureTables, rows: Uint32Array) {
    this.tables = tables
    this.rows = rows
  }

  /** Nanoseconds after the base second; NaN = unset. */
  time(name: string, nanoseconds: (row: number) => number): ExportColumn {
    const { baseSecond } = this.tables
    return { name, type: 'time', value: this.each((row) => epochText(nanoseconds(row), baseSecond)) }
  }

  /** NaN = unset. */
  number(
    name: string,
    type: 'interval' | 'count' | 'int' | 'double' | 'port',
    number: (row: number) => number,
  ): ExportColumn {
    return {
      name,
      type,
      value: this.each((row) => {
        const value = number(row)
        return Number.isNaN(value) ? null : value
      }),
    }
  }

  text(name: string, type: 'addr' | 'string' | 'enum', text: (row: number) => string | null): ExportColumn {
    return { name, type, value: this.each(text) }
  }

  flag(name: string, flag: (row: number) => boolean | null): ExportColumn {
    return { name, type: 'bool', value: this.each(flag) }
  }

  texts(name: string, texts: (row: number) => readonly string[] | null): ExportColumn {
    return { name, type: 'vector[string]', value: this.each(texts) }
  }

  intervals(name: string, seconds: (row: number) => readonly number[] | null): ExportColumn {
    return { name, type: 'vector[interval]', value: this.each(seconds) }
  }

  /** A text of the pool; 0 = unset. */
  pooled(name: string, id: (row: number) => number): ExportColumn {
    const { texts } = this.tables
    return this.text(name, 'string', (row) => texts.textOrNull(id(row)))
  }

  /** uid and id of the session of a row: Zeek's first columns after ts; all unset where the row has none. */
  ends(session: (row: number) => number): ExportColumn[] {
    const { tables } = this
    const { sessions, addresses } = tables
    const has = <T>(value: (at: number) => T) => {
      return (row: number): T | null => {
        const at = session(row)
        return at === 0 ? null : value(at)
      }
    }
    return [
      this.text(
        'uid',
        'string',
        has((at) => uidOf(tables, at)),
      ),
      this.text(
        'id.orig_h',
        'addr',
        has((at) => addresses.text(sessions.origHost[at])),
      ),
      this.number('id.orig_p', 'port', (row) => has((at) => sessions.origPort[at])(row) ?? Number.NaN),
      this.text(
        'id.resp_h',
        'addr',
        has((at) => addresses.text(sessions.respHost[at])),
      ),
      this.number('id.resp_p', 'port', (row) => has((at) => sessions.respPort[at])(row) ?? Number.NaN),
    ]
  }

  /** Zeek's `proto` of the session of a row. */
  transport(session: (row: number) => number): ExportColumn {
    const { sessions } = this.tables
    return this.text('proto', 'enum', (row) =>
      session(row) === 0 ? null : transportName(sessions.proto[session(row)]),
    )
  }

  /** Nanoseconds after the base second of a frame or record number; NaN = none. */
  readonly timeOf = (frame: number): number => {
    const { packets, records } = this.tables
    if (frame === 0) return Number.NaN
    return isRecord(frame) ? records.time[recordOf(frame)] : packets.time[frame - 1]
  }

  private each<T>(value: (row: number) => T): (index: number) => T {
    const { rows } = this
    return (index) => value(rows[index])
  }
}
