import { grown, Table } from './column.ts'
import { LogColumn } from './log.ts'
import { isZeekLog, type ZeekLogName, zeekLogColumns } from './zeek-logs.ts'

/** Between the elements of a set or vector in one text. */
export const LIST_SEPARATOR = '\n'

/** Whether a type of Zeek's is a set or vector; its column holds one text with LIST_SEPARATOR. */
export function isListType(type: string): boolean {
  return type.startsWith('set[') || type.startsWith('vector[')
}

/**
 * A log of Zeek's under its own columns (see zeek-logs.ts), one row a row of the log: what is no session, lookup, request,
 * hello or certificate. `ids` of its columns are of the capture's pools; unset is NaN or 0, a truth value 1 (F) or 2 (T).
 */
export class TypedLog extends Table {
  readonly columns: readonly LogColumn[]
  /** The row's record, see frameOfRecord. */
  frame = new Uint32Array(this.capacity)
  /** 0 = none. */
  session = new Uint32Array(this.capacity)
  private readonly byName: ReadonlyMap<string, LogColumn>

  constructor(path: ZeekLogName) {
    super()
    this.columns = zeekLogColumns(path).map(({ name, type }) => new LogColumn(name, type))
    this.byName = new Map(this.columns.map((column) => [column.name, column]))
    for (const column of this.columns) column.grow(this.capacity)
  }

  /** 0 where the log has no such column, or the row no value. */
  id(name: string, row: number): number {
    return this.byName.get(name)?.ids[row] ?? 0
  }

  /** NaN where the log has no such column, or the row no value. */
  value(name: string, row: number): number {
    return this.byName.get(name)?.values[row] ?? Number.NaN
  }

  /** null = not said. */
  flag(name: string, row: number): boolean | null {
    const id = this.id(name, row)
    return id === 0 ? null : id === 2
  }

  protected grow(capacity: number): void {
    this.frame = grown(this.frame, capacity)
    this.session = grown(this.session, capacity)
    for (const column of this.columns) column.grow(capacity)
  }
}

/** Those of the logs that have rows, by #path. */
export class TypedLogs {
  private readonly byPath = new Map<ZeekLogName, TypedLog>()

  /** Makes the log where it is not there yet. */
  of(path: ZeekLogName): TypedLog {
    let log = this.byPath.get(path)
    if (log === undefined) this.byPath.set(path, (log = new TypedLog(path)))
    return log
  }

  /** null = it has no rows. */
  find(path: string): TypedLog | null {
    return isZeekLog(path) ? (this.byPath.get(path) ?? null) : null
  }

  all(): IterableIterator<[ZeekLogName, TypedLog]> {
    return this.byPath.entries()
  }
}
