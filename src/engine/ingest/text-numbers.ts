import { grown } from '../tables/column.ts'
import type { TextPool } from '../tables/text-pool.ts'

/** A small number of each text of a pool, worked out when it is first met: words of logs without a string a row. */
export class TextNumbers {
  private readonly texts: TextPool
  private readonly numberOf: (text: string) => number
  /** By TextPool id, plus one; 0 = not met yet. */
  private known = new Uint32Array(1024)

  constructor(texts: TextPool, numberOf: (text: string) => number) {
    this.texts = texts
    this.numberOf = numberOf
  }

  /** The number of the text with this id; of 0 ("unset") that of ''. */
  of(id: number): number {
    if (id >= this.known.length) this.known = grown(this.known, Math.max(id + 1, this.known.length * 2))
    let number = this.known[id]
    if (number === 0) {
      number = this.numberOf(this.texts.text(id)) + 1
      this.known[id] = number
    }
    return number - 1
  }
}
