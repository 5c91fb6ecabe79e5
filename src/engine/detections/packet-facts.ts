import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import type { Found } from './detection.ts'
import { timeText } from './evidence-text.ts'
import { span } from './frame-times.ts'

/** What findings about the capture itself say of who and when: nothing. */
export const nobody: Pick<Found, 'src' | 'dst' | 'first' | 'last'> = { src: [], dst: [], first: null, last: null }

/** When packets were captured, by their rows. */
export function spanOf(tables: CaptureTables, rows: readonly number[]): Pick<Found, 'src' | 'dst' | 'first' | 'last'> {
  const { first, last } = span(rows.map((row) => tables.packets.time[row]))
  return { src: [], dst: [], first: timeText(tables, first), last: timeText(tables, last) }
}

/** Rows of selected packets that pass a test. */
export function packetRows(
  { packets }: CaptureTables,
  selected: Selected | null,
  test: (row: number) => boolean,
): number[] {
  const rows: number[] = []
  for (let row = 0; row < packets.rows; row++)
    if ((selected === null || (row < selected.packets.rows && selected.packets.has(row))) && test(row)) rows.push(row)
  return rows
}
