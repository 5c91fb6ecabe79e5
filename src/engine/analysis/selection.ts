import type { CaptureTables } from '../tables/capture-tables.ts'
import { RowSet } from '../tables/row-set.ts'
import type { Selected } from '../tables/selected.ts'
import { nanosecondsOf } from './times.ts'

/** Seconds since 1970; both ends belong to it. Strings keep all nine digits. */
export type TimeRange = { from: string | number; to: string | number }

/** The packets and records of a time range; what has no time is in none. */
export function selectedInTimeRange(tables: CaptureTables, range: TimeRange): Selected {
  const from = nanosecondsOf(range.from, tables.baseSecond)
  const to = nanosecondsOf(range.to, tables.baseSecond)
  const within = ({ time, rows }: { time: Float64Array; rows: number }): RowSet => {
    const set = new RowSet(rows)
    for (let row = 0; row < rows; row++) if (time[row] >= from && time[row] <= to) set.add(row)
    return set
  }
  return { packets: within(tables.packets), records: within(tables.records) }
}

/** What both select; null = all. Both were made of the same tables. */
export function selectedByBoth(a: Selected | null, b: Selected | null): Selected | null {
  if (a === null || b === null) return a ?? b
  const common = (x: RowSet, y: RowSet) =>
    new RowSet(
      x.rows,
      x.words.map((word, at) => word & y.words[at]),
    )
  return { packets: common(a.packets, b.packets), records: common(a.records, b.records) }
}

/** How many packets of the tables there are to look at: those that a selection knows. */
export function packetRows(tables: CaptureTables, selected: Selected | null): number {
  return selected === null ? tables.packets.rows : Math.min(selected.packets.rows, tables.packets.rows)
}
