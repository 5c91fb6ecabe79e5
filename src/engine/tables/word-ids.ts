import type { TextPool } from './text-pool.ts'

const SLOTS = 1024

/** Ids of words that come again and again, found by a hash that the reader of their bytes has made in passing. */
export class WordIds {
  private readonly texts: TextPool
  private readonly ids = new Uint32Array(SLOTS)

  constructor(texts: TextPool) {
    this.texts = texts
  }

  /** The id of bytes[from, to) in the pool; `hash` is any number equal for equal bytes. */
  of(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1)
    const known = this.ids[slot]
    if (known !== 0 && this.texts.isText(known, bytes, from, to)) return known
    return (this.ids[slot] = this.texts.intern(bytes, from, to))
  }
}
