import type { RowSet } from '../tables/row-set.ts'

/** Words of 32 rows, and which of their rows are selected: what loops over packets read in place of a test a row. */
export type SelectedWords = {
  /** First and one past the last word. */
  from: number
  to: number
  /** The selected rows of a word, a bit each. */
  word: (at: number) => number
}

/** The selected rows in [from, to); null = every one. */
export function selectedWords(packets: RowSet | null, from: number, to: number): SelectedWords {
  const last = packets === null ? to : Math.min(to, packets.rows)
  const words = packets === null ? null : packets.words
  const firstWord = from >>> 5
  const lastWord = last > 0 ? (last - 1) >>> 5 : 0
  const head = -1 << (from & 31)
  const tail = -1 >>> (31 - ((last - 1) & 31))
  return {
    from: firstWord,
    to: last > from ? lastWord + 1 : firstWord,
    word: (at) => {
      let word = words === null ? -1 : words[at]
      if (at === firstWord) word &= head
      if (at === lastWord) word &= tail
      return word
    },
  }
}

/** The position of the lowest bit of a word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
