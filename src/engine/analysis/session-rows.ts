import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Table } from '../tables/column.ts'
import { type Groups, groupsOf } from './number-list.ts'

/** A table whose rows belong to sessions. */
type OfSessions = Table & { session: Uint32Array }

const memos = new WeakMap<OfSessions, { rows: number; groups: Groups }>()

/** The rows of a table that belong to a session, in their order. */
export function rowsOfSession({ sessions }: CaptureTables, table: OfSessions, session: number): Uint32Array {
  let memo = memos.get(table)
  if (memo === undefined || memo.rows !== table.rows || memo.groups.start.length <= session + 1) {
    memo = { rows: table.rows, groups: groupsOf(table.session, table.rows, sessions.rows) }
    memos.set(table, memo)
  }
  const { start, at } = memo.groups
  return at.subarray(start[session], start[session + 1])
}
