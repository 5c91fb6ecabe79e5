/** Selected rows of one table, a bit each. Analyses take one per table; `null` in its place means every row. */
export class RowSet {
  readonly rows: number
  readonly words: Uint32Array

  constructor(rows: number, words = new Uint32Array((rows + 31) >>> 5)) {
    this.rows = rows
    this.words = words
  }

  add(row: number): void {
    this.words[row >>> 5] |= 1 << (row & 31)
  }

  has(row: number): boolean {
    return (this.words[row >>> 5] & (1 << (row & 31))) !== 0
  }

  count(): number {
    let total = 0
    for (let word of this.words) {
      word -= (word >>> 1) & 0x55555555
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
      total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    }
    return total
  }
}
