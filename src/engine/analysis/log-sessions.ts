import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'

const memos = new WeakMap<CaptureTables, { selected: Selected | null; sessions: number; rows: Uint32Array }>()

/**
 * Rows of the sessions that only logs tell of and of which a record is selected, in the order of the table. Their counters
 * are in the table and cannot be divided: such a session is selected with all of them or not at all.
 */
export function logSessions(tables: CaptureTables, selected: Selected | null): Uint32Array {
  const { sessions, records } = tables
  const known = memos.get(tables)
  if (known?.selected === selected && known.sessions === sessions.rows) return known.rows
  const first = Math.min(sessions.firstLogRow, sessions.rows)
  const isIn = new Uint8Array(sessions.rows - first)
  if (selected === null) isIn.fill(1)
  else
    for (let row = 0; row < Math.min(records.rows, selected.records.rows); row++)
      if (records.session[row] >= first && selected.records.has(row)) isIn[records.session[row] - first] = 1
  const rows = new Uint32Array(isIn.length)
  let length = 0
  for (let at = 0; at < isIn.length; at++) if (isIn[at] === 1) rows[length++] = first + at
  const found = rows.subarray(0, length)
  memos.set(tables, { selected, sessions: sessions.rows, rows: found })
  return found
}
