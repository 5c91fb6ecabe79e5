import { useCallback, useState, type KeyboardEvent, type RefObject } from 'react'
import { ROW_HEIGHT } from './grid-scroll.ts'

/** Row number of the header. */
export const HEADER = -1

/** The cell that has the focus; the rows from `anchor` to `row` are selected. */
export type Cursor = { row: number; column: number; anchor: number }

export type GridCursor = {
  cursor: Cursor | null
  /** First and last selected row; to < from = none. */
  from: number
  to: number
  moveTo: (row: number, column: number, extend: boolean) => void
  selectAll: () => void
  clear: () => void
  /** The same rows stand elsewhere now, so many places further down. */
  shift: (by: number) => void
  /** Moves when the key is one that moves; says whether it was. */
  moveByKey: (event: KeyboardEvent) => boolean
}

export function useGridCursor(
  total: number,
  widths: readonly number[],
  scroller: RefObject<HTMLDivElement | null>,
  onMove: (row: number) => void,
): GridCursor {
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const none = cursor === null || cursor.row < 0
  const shift = useCallback((by: number) => {
    setCursor((now) => now && { ...now, row: Math.max(0, now.row + by), anchor: Math.max(0, now.anchor + by) })
  }, [])

  const showColumn = (column: number) => {
    const element = scroller.current
    if (element === null) return
    const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0)
    const end = start + widths[column]
    if (start < element.scrollLeft) element.scrollTo({ left: start })
    else if (end > element.scrollLeft + element.clientWidth) element.scrollTo({ left: end - element.clientWidth })
  }
  const moveTo = (row: number, column: number, extend: boolean) => {
    const target = Math.max(HEADER, Math.min(total - 1, row))
    const at = Math.max(0, Math.min(widths.length - 1, column))
    setCursor({ row: target, column: at, anchor: extend && !none ? cursor.anchor : target })
    if (target >= 0) onMove(target)
    if (at !== cursor?.column) showColumn(at)
  }
  const moveByKey = (event: KeyboardEvent) => {
    const { row, column } = cursor ?? { row: HEADER, column: 0 }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const control = event.ctrlKey || event.metaKey
    const go = (toRow: number, toColumn = column) => {
      moveTo(toRow, toColumn, event.shiftKey)
      return true
    }
    if (event.altKey) return false
    switch (event.key) {
      case 'ArrowDown':
        return go(row + 1)
      case 'ArrowUp':
        return go(row - 1)
      case 'ArrowRight':
        return go(row, column + 1)
      case 'ArrowLeft':
        return go(row, column - 1)
      case 'PageDown':
        return go(row + page)
      case 'PageUp':
        return go(Math.max(0, row - page))
      case 'Home':
        return control ? go(0) : go(row, 0)
      case 'End':
        return control ? go(total - 1) : go(row, widths.length - 1)
      default:
        return false
    }
  }
  return {
    cursor,
    from: none ? 0 : Math.min(cursor.anchor, cursor.row),
    to: none ? -1 : Math.max(cursor.anchor, cursor.row),
    moveTo,
    selectAll: () => {
      if (total > 0) setCursor({ row: total - 1, column: cursor?.column ?? 0, anchor: 0 })
    },
    clear: () => setCursor(null),
    shift,
    moveByKey,
  }
}
