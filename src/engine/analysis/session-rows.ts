import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Table } from '../tables/column.ts'
import { type Groups, groupsOf } from './number-list.ts'

/** A table whose rows belong to sessions. */
type OfSessions = Table & { session: Uint32Array }

/** `column`: of which the groups were made; where rows were joined with sessions later, it is another. */
const memos = new WeakMap<OfSessions, { rows: number; column: Uint32Array; groups: Groups }>()

/** The rows of a table that belong to a session, in their order. */
export function rowsOfSession({ sessions }: CaptureTables, table: OfSessions, session: number): Uint32Array {
  let memo = memos.get(table)
  const { rows, session: column } = table
  const isKnown = memo?.rows === rows && memo.column === column && memo.groups.start.length > session + 1
  if (memo === undefined || !isKnown) {
    memo = { rows, column, groups: groupsOf(column, rows, sessions.rows) }
    memos.set(table, memo)
  }
  const { start, at } = memo.groups
  return at.subarray(start[session], start[session + 1])
}
