import { useEffect, useRef } from 'react'
import type { FetchPage } from './grid-column.ts'
import type { Cursor, GridCursor } from './grid-cursor.ts'

/** What tells a row from every other one of its list, whatever its place. */
export type RowKey<Row> = (row: Row) => string | number

/** Rows so near to the old place are looked at; what went further is let go. */
const NEAR = 500

/**
 * Keeps the cursor on its row when the list changes around it: rows come in above, or the order is another one. The list
 * itself is not scrolled.
 */
export function useGridKeep<Row>(
  rowKey: RowKey<Row> | undefined,
  place: GridCursor,
  rowAt: (index: number) => Row | undefined,
  fetchPage: FetchPage<Row>,
  order: string | undefined,
): void {
  const kept = useRef<{ cursor: Cursor; key: string | number | undefined } | null>(null)
  const { cursor, shift } = place

  useEffect(() => {
    if (rowKey === undefined || cursor === null || cursor.row < 0) {
      kept.current = null
      return
    }
    const now = rowAt(cursor.row)
    const found = now === undefined ? undefined : rowKey(now)
    if (kept.current?.cursor !== cursor) {
      kept.current = { cursor, key: found }
      return
    }
    const { key } = kept.current
    if (found === undefined || found === key) return
    if (key === undefined) {
      kept.current.key = found
      return
    }
    const from = Math.max(0, cursor.row - NEAR)
    const isKept = (row: Row | undefined) => row !== undefined && rowKey(row) === key
    for (let index = from; index <= cursor.row + NEAR; index++)
      if (isKept(rowAt(index))) {
        shift(index - cursor.row)
        return
      }
    // The rows around those that are shown may be old: they are asked for.
    fetchPage(from, NEAR * 2, order).then(
      ({ rows }) => {
        if (kept.current?.cursor !== cursor || kept.current.key !== key) return
        const index = rows.findIndex(isKept)
        if (index < 0) kept.current.key = undefined
        else shift(from + index - cursor.row)
      },
      () => {},
    )
  }, [rowKey, cursor, shift, rowAt, fetchPage, order])
}
