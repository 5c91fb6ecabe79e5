import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'

/**
 * Numbers of the rows of a log whose records are selected, of the first `length` rows. null where that cannot be said:
 * nothing was taken of the log, or rows of it that the tables could not use make that a record's row is not known.
 */
export function selectedLogRows(
  { records, logs }: CaptureTables,
  { records: selected }: Selected,
  log: number,
  length: number,
): Uint32Array | null {
  if (records.countOf(log) !== logs[log]?.rows || logs[log].rows === 0) return null
  const found = new Uint32Array(length)
  let count = 0
  let row = 0
  records.eachStretchOf(log, (first, stretch) => {
    for (let at = first; at < first + stretch && row < length; at++, row++)
      if (at < selected.rows && selected.has(at)) found[count++] = row
  })
  return found.slice(0, count)
}
