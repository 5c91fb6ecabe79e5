import type { FieldKind } from './field-scan.ts'

/** The columns of the rows under one header. */
export class LogColumns {
  /** The kind of log: 'conn', 'dns'; what Zeek calls #path. */
  path: string
  /** In the order of the log. A log without a header (JSON) gains columns as its rows show them. */
  readonly names: string[] = []
  protected readonly types: string[] = []
  /** A FieldKind for each column that `columnAs` was asked for; of length 0 where the reader makes no use of them. */
  wanted: Uint8Array = new Uint8Array(0)
  private readonly numbers = new Map<string, number>()

  constructor(path: string) {
    this.path = path
  }

  get count(): number {
    return this.names.length
  }

  /**
   * The number by which a row gives the column of the first of these names that there is; -1 when there is none, and a
   * row then answers that the field is absent. Names after the first are what the column was called in other versions.
   */
  columnOf(...names: readonly string[]): number {
    for (const name of names) {
      const column = this.numbers.get(name)
      if (column !== undefined) return column
    }
    return this.missing(names)
  }

  /** As `columnOf`; every row will be asked for its value as this kind, so that a reader may read it in passing. */
  columnAs(kind: FieldKind, ...names: readonly string[]): number {
    const column = this.columnOf(...names)
    if (column >= 0 && column < this.wanted.length) this.wanted[column] = kind
    return column
  }

  /** Zeek's name of a column's type: 'time', 'set[string]'; '' where the log does not say. */
  typeOf(column: number): string {
    return this.types[column]
  }

  /** Whether the log itself has the column; not so when it was only asked for. */
  isPresent(_column: number): boolean {
    return true
  }

  add(name: string, type = ''): number {
    const column = this.names.length
    this.names.push(name)
    this.types.push(type)
    if (!this.numbers.has(name)) this.numbers.set(name, column)
    return column
  }

  setType(column: number, type: string): void {
    this.types[column] = type
  }

  /** Another name of a column. */
  protected alias(name: string, column: number): void {
    this.numbers.set(name, column)
  }

  protected missing(_names: readonly string[]): number {
    return -1
  }
}
