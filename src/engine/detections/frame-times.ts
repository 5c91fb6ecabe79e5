import type { CaptureTables } from '../tables/capture-tables.ts'
import { isRecord, recordOf } from '../tables/records.ts'

/** Nanoseconds after the base second of a packet or record; NaN for frame 0 and where there is no time. */
export function frameNanoseconds({ packets, records }: CaptureTables, frame: number): number {
  if (frame === 0) return Number.NaN
  return isRecord(frame) ? records.time[recordOf(frame)] : packets.time[frame - 1]
}

/** Earliest and latest; NaN where none is a time. */
export function span(times: Iterable<number>): { first: number; last: number } {
  let first = Number.NaN
  let last = Number.NaN
  for (const time of times) {
    if (Number.isNaN(time)) continue
    if (!(first <= time)) first = time
    if (!(last >= time)) last = time
  }
  return { first, last }
}
