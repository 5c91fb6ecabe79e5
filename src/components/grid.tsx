import { Menu } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { cellValue } from './cell-value.ts'
import { GridBody } from './grid-body.tsx'
import { useGridClipboard } from './grid-clipboard.ts'
import type { FetchPage, GridColumn } from './grid-column.ts'
import { rowsToCsv, rowsToText } from './grid-copy.ts'
import { HEADER, useGridCursor } from './grid-cursor.ts'
import { GridExport, type ListFileFormat } from './grid-export.tsx'
import { GridHeader } from './grid-header.tsx'
import { type RowKey, useGridKeep } from './grid-keep.ts'
import { orderAfterClick } from './grid-order.ts'
import { useGridRows } from './grid-rows.ts'
import { useGridScroll } from './grid-scroll.ts'
import { leavesMenu } from './menu-escape.ts'
import { NARROWEST, useGridTable, type PlacedRow } from './grid-table.ts'
import { formatCount } from './units.ts'
import { conditionOf, useValueActions } from './value-actions.ts'
import { isMenuKey } from './value-handle.tsx'
import { ValueMenuItems } from './value-menu-items.tsx'
import classes from './grid.module.css'

/** Pixels by which a key makes a column wider or narrower. */
const RESIZE_STEP = 16

export type GridProps<Row> = {
  /** Accessible name. */
  label: string
  /** Keep it the same array while it means the same. */
  columns: readonly GridColumn<Row>[]
  fetchPage: FetchPage<Row>
  /** Changes when the grid shows something else: it starts again at the top. */
  sourceKey: string
  /** Changes when the same rows may have new values: they are asked for again, in place. */
  version: number
  /** Keep it the same function. With it the cursor stays on its row when the list changes around it. */
  rowKey?: RowKey<Row>
  /** 'bytes:desc'; undefined = the list's own order. */
  initialOrder?: string
  /** Called with the row under the cursor (click, arrows), null when there is none any more. */
  onSelect?: (row: Row | null) => void
  /** A row to move to when this is another object than before. */
  reveal?: { row: number } | null
  /** Enter or double click; without it they apply the value under the cursor as filter. */
  onOpen?: (row: Row) => void
  /** A column was dragged onto another, or moved there by Ctrl+Shift+arrow; without it columns stay where they are. */
  onMoveColumn?: (id: string, onto: string) => void
  /** A column has a new width in pixels: by dragging its edge, or by + and - on its header. */
  onResizeColumn?: (id: string, width: number) => void
  /** Saves every row in the grid's order; without it they can only be copied. */
  onExport?: (format: ListFileFormat, order: string | undefined, label: string) => void
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
}

/**
 * A list of any length: rows fetched by windows, ordered by whoever answers `fetchPage`, moved through by keys, copied
 * as text or CSV. Fills its parent.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, fetchPage, sourceKey, onSelect, onOpen } = props
  const [order, setOrder] = useState(props.initialOrder)
  const [total, setTotal] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { virtualizer, height, top, showRow } = useGridScroll(scroller, total)
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  const rows = useGridRows(fetchPage, sourceKey, props.version, order, first, last)
  const rowAt = rows.row
  if (rows.total !== total) setTotal(rows.total)

  const data = useMemo(() => {
    const window: PlacedRow<Row>[] = []
    for (let index = first; index <= last; index++) {
      const row = rowAt(index)
      if (row !== undefined) window.push({ index, row })
    }
    return window
  }, [first, last, rowAt])
  const table = useGridTable(columns, data, props.onResizeColumn)
  const clipboard = useGridClipboard(columns, fetchPage, order)
  const widths = table.getHeaderGroups()[0].headers.map((header) => header.getSize())
  const place = useGridCursor(total, widths, scroller, (row) => {
    showRow(row)
    onSelect?.(rowAt(row) ?? null)
  })
  const { cursor, from, to, clear } = place
  useGridKeep(props.rowKey, place, rowAt, fetchPage, order)
  const revealed = useRef(props.reveal)
  useEffect(() => {
    if (revealed.current === props.reveal) return
    revealed.current = props.reveal
    if (props.reveal) place.moveTo(props.reveal.row, cursor?.column ?? 0, false)
  })

  const [shown, setShown] = useState(sourceKey)
  if (shown !== sourceKey) {
    setShown(sourceKey)
    clear()
  }
  const listShown = `${order ?? ''} ${sourceKey}`
  const listAtTop = useRef(listShown)
  useEffect(() => {
    if (listAtTop.current === listShown) return
    listAtTop.current = listShown
    scroller.current?.scrollTo({ top: 0 })
  }, [listShown])

  const sort = (column: GridColumn<Row>, add: boolean) => {
    if (column.order === undefined) return
    const initial = column.firstDirection ?? (column.align === 'end' ? 'desc' : 'asc')
    setOrder(orderAfterClick(order, column.order, initial, add))
    if (cursor !== null && cursor.row !== HEADER) {
      clear()
      onSelect?.(null)
    }
  }
  const [isMenuOpen, setMenuOpen] = useState(false)
  const actions = useValueActions()
  const open = (row: Row, column: GridColumn<Row>) => {
    const value = cellValue(columns, columns.indexOf(column), row)
    if (onOpen !== undefined) onOpen(row)
    else if (value !== null) actions?.apply('selected', conditionOf(value))
  }
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`
  /** The menu opens at a cell as it does at the pointer. */
  const openMenu = (row: number, column: number) => {
    const cell = document.getElementById(cellId(row, column))
    const box = cell?.getBoundingClientRect()
    if (cell === null || box === undefined) return
    const at = { clientX: box.left + 12, clientY: box.bottom - 2 }
    // The kit's menu does not open while a key is being handled.
    setTimeout(() => cell.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at })))
  }
  /** Moves or resizes the column whose header has the cursor, where the key says so. */
  const changeColumn = (event: KeyboardEvent, at: number): boolean => {
    const { id } = columns[at]
    if (event.key === '+' || event.key === '-') {
      const width = Math.max(NARROWEST, widths[at] + (event.key === '+' ? RESIZE_STEP : -RESIZE_STEP))
      table.setColumnSizing((sizes) => ({ ...sizes, [id]: width }))
      return true
    }
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (props.onMoveColumn === undefined || step === 0 || !event.ctrlKey || !event.shiftKey) return false
    const onto = columns.at(at + step)
    if (onto !== undefined && at + step >= 0) {
      props.onMoveColumn(id, onto.id)
      place.moveTo(HEADER, at + step, false)
    }
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    const current = cursor === null || cursor.row < 0 ? undefined : rowAt(cursor.row)
    if (cursor?.row === HEADER && changeColumn(event, cursor.column)) event.preventDefault()
    else if (place.moveByKey(event)) event.preventDefault()
    else if (cursor?.row === HEADER && (event.key === 'Enter' || event.key === ' '))
      sort(columns[cursor.column], event.shiftKey)
    else if (isMenuKey(event) && cursor !== null) openMenu(cursor.row, cursor.column)
    else if (event.key === 'Enter' && current !== undefined && cursor !== null) open(current, columns[cursor.column])
    else if (control && event.key === 'c' && to >= from) void clipboard.copyRows(from, to, rowsToText)
    else if (control && event.key === 'a') place.selectAll()
    else return
    event.preventDefault()
  }

  const chosen = to > from ? `${formatCount(to - from + 1)} rows` : 'row'
  const cursorRow = cursor === null || cursor.row < 0 ? undefined : rowAt(cursor.row)
  const cursorValue = cursor === null || cursorRow === undefined ? null : cellValue(columns, cursor.column, cursorRow)
  return (
    <div className={classes.frame} data-exports={props.onExport !== undefined || undefined}>
      <Menu
        position="bottom-start"
        width={220}
        returnFocus={false}
        closeOnEscape={false}
        opened={isMenuOpen}
        onChange={setMenuOpen}
        // At once, so that what an item does may take the focus elsewhere.
        onClose={() => scroller.current?.focus()}
      >
        <Menu.ContextMenu>
          <div
            ref={scroller}
            className={classes.scroller}
            role="grid"
            tabIndex={0}
            aria-label={props.label}
            aria-rowcount={total + 1}
            aria-colcount={columns.length}
            aria-multiselectable
            aria-busy={rows.pending}
            aria-activedescendant={cursor === null ? undefined : cellId(cursor.row, cursor.column)}
            onKeyDown={onKeyDown}
          >
            <GridHeader {...{ table, columns, order, cursor, cellId }} onSort={sort} onMove={props.onMoveColumn} />
            <GridBody
              {...{ table, columns, cellId, height, top }}
              onOpen={open}
              cursor={place}
              pending={rows.pending}
            />
          </div>
        </Menu.ContextMenu>
        <Menu.Dropdown
          onKeyDown={(event) => {
            if (!leavesMenu(event)) return
            scroller.current?.focus()
            setMenuOpen(false)
          }}
        >
          {cursorValue !== null ? (
            <ValueMenuItems value={cursorValue} onCopy={(text) => void clipboard.copyValue(text)} />
          ) : (
            <Menu.Item
              disabled={cursorRow === undefined}
              onClick={() =>
                cursor !== null &&
                cursorRow !== undefined &&
                void clipboard.copyValue(columns[cursor.column].text(cursorRow))
              }
            >
              Copy value
            </Menu.Item>
          )}
          <Menu.Item disabled={to < from} onClick={() => void clipboard.copyRows(from, to, rowsToText)}>
            Copy {chosen} as text
          </Menu.Item>
          <Menu.Item disabled={to < from} onClick={() => void clipboard.copyRows(from, to, rowsToCsv)}>
            Copy {chosen} as CSV
          </Menu.Item>
          <Menu.Item disabled={total === 0} onClick={() => void clipboard.copyRows(0, total - 1, rowsToCsv)}>
            Copy all {formatCount(total)} as CSV
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {props.onExport !== undefined && (
        <GridExport
          label={props.label}
          disabled={total === 0}
          onExport={(format) => props.onExport?.(format, order, props.label)}
        />
      )}
      {rows.error !== null ? (
        <div className={classes.message} role="alert">
          {rows.error}
        </div>
      ) : (
        total === 0 && <div className={classes.message}>{rows.pending ? 'Reading…' : (props.empty ?? 'No rows')}</div>
      )}
      <div className={classes.notice} role="status">
        {clipboard.notice}
      </div>
    </div>
  )
}
