import type { CaptureTables } from '../tables/capture-tables.ts'
import { RowSet } from '../tables/row-set.ts'
import { nanosecondsOf } from './times.ts'

/** Seconds since 1970; both ends belong to it. Strings keep all nine digits. */
export type TimeRange = { from: string | number; to: string | number }

/** The packets of a time range; a packet without a time is in none. */
export function packetsInTimeRange(tables: CaptureTables, range: TimeRange): RowSet {
  const { time, rows } = tables.packets
  const from = nanosecondsOf(range.from, tables.baseSecond)
  const to = nanosecondsOf(range.to, tables.baseSecond)
  const selected = new RowSet(rows)
  for (let row = 0; row < rows; row++) if (time[row] >= from && time[row] <= to) selected.add(row)
  return selected
}

/** The packets of both; null = all. Both sets are of the same packets. */
export function commonPackets(a: RowSet | null, b: RowSet | null): RowSet | null {
  if (a === null || b === null) return a ?? b
  return new RowSet(
    a.rows,
    a.words.map((word, at) => word & b.words[at]),
  )
}

/**
 * Whether the packet of a frame number is selected; frame 0 is no packet. `null` selects every packet, and a set that
 * was made while fewer packets were read selects none of the later ones.
 */
export function hasFrame(packets: RowSet | null, frame: number): boolean {
  return packets === null || (frame > 0 && frame <= packets.rows && packets.has(frame - 1))
}
