import { frameTime } from '../analysis/times.ts'
import type { CaptureTables } from '../tables/capture-tables.ts'

/** Times of the earliest and the latest of frames (or records), as findings say them. */
export function frameSpan(
  tables: CaptureTables,
  frames: Iterable<number>,
): { first: string | null; last: string | null } {
  let first: string | null = null
  let last: string | null = null
  for (const frame of frames) {
    const time = frameTime(tables, frame)
    if (time === null) continue
    if (first === null || Number(time) < Number(first)) first = time
    if (last === null || Number(time) > Number(last)) last = time
  }
  return { first, last }
}
