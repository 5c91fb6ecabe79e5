/** Columns are typed arrays that grow by doubling; a table owns the row count and grows all of its columns together. */

export type TypedArray = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float64Array

/** A copy of `array` with room for `capacity` values, more or fewer, new ones filled with `fill`. */
export function grown<T extends TypedArray>(array: T, capacity: number, fill = 0): T {
  const larger = new (array.constructor as new (length: number) => T)(capacity)
  larger.set(array.length > capacity ? array.subarray(0, capacity) : array)
  if (fill !== 0 && capacity > array.length) larger.fill(fill, array.length)
  return larger
}

const LITTLE = 4096

/** The base of every table: subclasses hold public typed-array columns, all of length `capacity`, and list them once. */
export abstract class Table {
  /** Rows in use. */
  rows = 0
  capacity: number

  constructor(capacity = 1024) {
    this.capacity = capacity
  }

  /** Makes a new row, zeroed unless a column says otherwise, and answers its number. */
  addRow(): number {
    if (this.rows === this.capacity) {
      this.capacity *= 2
      this.grow(this.capacity)
    }
    return this.rows++
  }

  /** Makes so many new rows; answers the number of the first. */
  addRows(count: number): number {
    const first = this.rows
    if (first + count > this.capacity) {
      this.capacity = Math.max(this.capacity * 2, first + count)
      this.grow(this.capacity)
    }
    this.rows += count
    return first
  }

  /** Makes room for so many rows at once, where they are known to come. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return
    this.capacity = rows
    this.grow(rows)
  }

  /** Lets go of room that was kept for more rows, unless it is too little to copy everything for. */
  trim(): void {
    if (this.capacity > LITTLE && this.capacity < this.rows * 1.04) return
    this.capacity = Math.max(1, this.rows)
    this.grow(this.capacity)
  }

  /** Replaces every column by `grown(column, capacity)`. */
  protected abstract grow(capacity: number): void
}
