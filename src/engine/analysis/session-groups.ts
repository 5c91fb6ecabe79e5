import { PairIndex } from './pair-index.ts'

const FEWEST_BITS = 10
const MOST_BITS = 22

/**
 * Those of the sessions in `order` whose pair of columns may have `least` sessions or last `seconds` in sum: pairs that
 * fall into one bucket count together, so that of a million pairs few are left and none that matters is lost.
 */
export function frequentPairs(
  order: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
  { start, end }: { start: Float64Array; end: Float64Array },
  least: number,
  seconds: number,
): Uint32Array {
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, Math.ceil(Math.log2(order.length + 1)) + 1))
  const counts = new Uint8Array(2 ** bits)
  const lasting = new Float32Array(2 ** bits)
  const bucketOf = (row: number) =>
    (Math.imul(Math.imul(from[row], 0x9e3779b1) ^ Math.imul(to[row], 0x85ebca6b), 0x2c1b3c6d) >>> (32 - bits)) >>> 0
  for (const row of order) {
    if (to[row] === 0) continue
    const bucket = bucketOf(row)
    if (counts[bucket] < least) counts[bucket]++
    lasting[bucket] += (end[row] - start[row]) / 1e9
  }
  // A little is lost in adding up numbers of 32 bits.
  const enough = seconds * 0.999
  return order.filter((row) => {
    if (to[row] === 0) return false
    const bucket = bucketOf(row)
    return counts[bucket] >= least || lasting[bucket] >= enough
  })
}

/** The sessions in `order` by two of their columns; those whose second one is 0 are in no group. */
export function* grouped(
  order: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
): Generator<{ from: number; to: number; rows: Uint32Array }> {
  const pairs = new PairIndex()
  const pairOf = new Int32Array(order.length).fill(-1)
  for (let at = 0; at < order.length; at++)
    if (to[order[at]] !== 0) pairOf[at] = pairs.of(from[order[at]], to[order[at]])
  // Counting sort: ends[pair] is where its rows end, and after filling backwards where they begin.
  const ends = new Uint32Array(pairs.size + 1)
  for (const pair of pairOf) if (pair >= 0) ends[pair]++
  for (let pair = 1; pair <= pairs.size; pair++) ends[pair] += ends[pair - 1]
  const rows = new Uint32Array(ends[pairs.size])
  for (let at = order.length - 1; at >= 0; at--) if (pairOf[at] >= 0) rows[--ends[pairOf[at]]] = order[at]
  for (let pair = 0; pair < pairs.size; pair++)
    if (ends[pair + 1] - ends[pair] >= 1)
      yield { from: pairs.first[pair], to: pairs.second[pair], rows: rows.subarray(ends[pair], ends[pair + 1]) }
}

/** For each wanted value of `to`, how many different values of `from` that count (1 in `isCounted`) it is seen with. */
export function sourceCounts(
  order: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
  wanted: ReadonlySet<number>,
  isCounted: Uint8Array,
): Map<number, number> {
  const counts = new Map<number, number>()
  const pairs = new PairIndex()
  if (wanted.size === 0) return counts
  let largest = 0
  for (const value of wanted) if (value > largest) largest = value
  const isWanted = new Uint8Array(largest + 1)
  for (const value of wanted) isWanted[value] = 1
  for (const row of order) {
    if (isWanted[to[row]] !== 1 || isCounted[from[row]] !== 1) continue
    const known = pairs.size
    if (pairs.of(from[row], to[row]) === known) counts.set(to[row], (counts.get(to[row]) ?? 0) + 1)
  }
  return counts
}
