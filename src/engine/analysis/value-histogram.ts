/**
 * How often values fall into equal parts of [from, to]; `above`: how many are greater than `to` and in no part. One part
 * where all values are the same.
 */
export type ValueHistogram = { from: number; to: number; counts: number[]; above: number }

const BINS = 24

/** Of values up to `most`, which keeps a few strays from pressing all others into one bar. */
export function valueHistogram(values: readonly number[], most = Infinity): ValueHistogram {
  let from = Infinity
  let to = -Infinity
  let above = 0
  for (const value of values) {
    if (value > most) {
      above++
      continue
    }
    if (value < from) from = value
    if (value > to) to = value
  }
  if (from > to) return { from: 0, to: 0, counts: [], above }
  const counts = Array.from({ length: from === to ? 1 : BINS }, () => 0)
  for (const value of values)
    if (value <= most) {
      const at = from === to ? 0 : Math.floor(((value - from) / (to - from)) * BINS)
      counts[Math.min(at, counts.length - 1)]++
    }
  return { from, to, counts, above }
}
