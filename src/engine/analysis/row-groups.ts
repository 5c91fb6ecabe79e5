/** Rows with equal values of two columns one behind the other, with those values. */
export type RowGroups = { rows: Uint32Array; froms: Uint32Array; tos: Uint32Array }

/**
 * The rows in `order` by two of their columns, groups in ascending order of the values and otherwise in that order; those
 * of which a value is 0 are left out. The columns' values are below `fromCount` and `toCount`.
 */
export function grouped(
  order: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
  fromCount: number,
  toCount: number,
): RowGroups {
  const byTo = new Uint32Array(order.length)
  const toPlaces = places(order, to, toCount)
  let length = 0
  for (let at = 0; at < order.length; at++) {
    const value = to[order[at]]
    if (value === 0) continue
    byTo[toPlaces[value]++] = order[at]
    length++
  }
  const sorted = byTo.subarray(0, length)
  const fromPlaces = places(sorted, from, fromCount)
  const rows = new Uint32Array(length)
  const froms = new Uint32Array(length)
  const tos = new Uint32Array(length)
  let kept = 0
  for (let at = 0; at < length; at++) {
    const row = sorted[at]
    const value = from[row]
    if (value === 0) continue
    const place = fromPlaces[value]++
    rows[place] = row
    froms[place] = value
    // Kept here, as it would have to be looked for all over the column later.
    tos[place] = to[row]
    kept++
  }
  return { rows: rows.subarray(0, kept), froms, tos }
}

/** By value, where its rows begin; of 0, which has no place, nothing. */
function places(rows: Uint32Array, column: Uint32Array, values: number): Uint32Array {
  const counts = new Uint32Array(values)
  for (let at = 0; at < rows.length; at++) counts[column[rows[at]]]++
  let place = 0
  for (let value = 1; value < values; value++) {
    const count = counts[value]
    counts[value] = place
    place += count
  }
  return counts
}

/** Calls visit for rows[start, end) of each group. */
export function eachGroup(
  { rows, froms, tos }: RowGroups,
  visit: (from: number, to: number, start: number, end: number) => void,
): void {
  for (let start = 0; start < rows.length; ) {
    const from = froms[start]
    const to = tos[start]
    let end = start + 1
    while (end < rows.length && tos[end] === to && froms[end] === from) end++
    visit(from, to, start, end)
    start = end
  }
}
