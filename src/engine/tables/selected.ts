import { isRecord, recordOf } from './records.ts'
import type { RowSet } from './row-set.ts'

/**
 * What a selection leaves: packets, and records of logs. Analyses take it as their second parameter; `null` in its place
 * leaves everything.
 */
export type Selected = { readonly packets: RowSet; readonly records: RowSet }

/**
 * Whether a packet (by its number from 1) or a record (see frameOfRecord) is selected; frame 0 is neither. A selection
 * that was made while less was read selects nothing of what came later.
 */
export function hasFrame(selected: Selected | null, frame: number): boolean {
  if (selected === null) return true
  if (isRecord(frame)) return hasRow(selected.records, recordOf(frame))
  return frame > 0 && hasRow(selected.packets, frame - 1)
}

function hasRow(set: RowSet, row: number): boolean {
  return row < set.rows && set.has(row)
}
