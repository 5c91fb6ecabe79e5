import { grown } from '../tables/column.ts'

/** Pairs of 32-bit numbers <-> dense numbers 0, 1, 2 …, in the order in which they were first seen. */
export class PairIndex {
  size = 0
  first = new Uint32Array(1024)
  second = new Uint32Array(1024)
  private slots = new Int32Array(4096).fill(-1)
  private mask = 4095

  /** The number of the pair, a new one when it is new. */
  of(first: number, second: number): number {
    const known = this.find(first, second)
    if (known >= 0) return known
    const index = this.size++
    if (index === this.first.length) this.grow()
    this.first[index] = first
    this.second[index] = second
    this.place(index)
    return index
  }

  /** The number of a pair that is known; -1 = it is not. */
  find(first: number, second: number): number {
    let slot = this.hash(first, second)
    for (;;) {
      const index = this.slots[slot]
      if (index < 0 || (this.first[index] === first && this.second[index] === second)) return index
      slot = (slot + 1) & this.mask
    }
  }

  private place(index: number): void {
    let slot = this.hash(this.first[index], this.second[index])
    while (this.slots[slot] >= 0) slot = (slot + 1) & this.mask
    this.slots[slot] = index
  }

  private grow(): void {
    const capacity = this.first.length * 2
    this.first = grown(this.first, capacity)
    this.second = grown(this.second, capacity)
    this.mask = capacity * 4 - 1
    this.slots = new Int32Array(capacity * 4).fill(-1)
    for (let index = 0; index < this.size - 1; index++) this.place(index)
  }

  private hash(first: number, second: number): number {
    let h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
    h ^= h >>> 15
    h = Math.imul(h, 0x2c1b3c6d)
    return (h ^ (h >>> 13)) & this.mask
  }
}
