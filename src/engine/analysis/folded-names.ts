import type { TextPool } from '../tables/text-pool.ts'

/** Texts of a pool with upper and lower case made the same: text id -> dense number 0, 1, 2 … */
export class FoldedNames {
  /** The names in lower case, by number. */
  readonly texts: string[] = []
  private readonly pool: TextPool
  private readonly byText = new Map<string, number>()
  private readonly byId: Int32Array

  constructor(pool: TextPool) {
    this.pool = pool
    this.byId = new Int32Array(pool.size).fill(-1)
  }

  numberOf(id: number): number {
    const known = this.byId[id]
    if (known >= 0) return known
    const number = this.numberOfText(this.pool.text(id))
    this.byId[id] = number
    return number
  }

  /** The number of a text that need not be in the pool. */
  numberOfText(text: string): number {
    const folded = text.toLowerCase()
    let number = this.byText.get(folded)
    if (number === undefined) {
      number = this.texts.push(folded) - 1
      this.byText.set(folded, number)
    }
    return number
  }
}
