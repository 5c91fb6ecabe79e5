import { Menu } from '@mantine/core'
import {
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { FetchPage, GridColumn } from './grid-column.ts'
import { copyText, rowsToCsv, rowsToText } from './grid-copy.ts'
import { useGridRows } from './grid-rows.ts'
import { ROW_HEIGHT, useGridScroll } from './grid-scroll.ts'
import { formatCount } from './units.ts'
import classes from './grid.module.css'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
/** Rows that one copy may hold. */
const COPY_MAX = 50_000

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
  /** 'bytes:desc'; undefined = the list's own order. */
  initialOrder?: string
  /** Called with the row under the cursor (click, arrows), null when there is none any more. */
  onSelect?: (row: Row | null) => void
  /** Enter or double click. */
  onOpen?: (row: Row) => void
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
}

type Cursor = { row: number; column: number; anchor: number }
const HEADER = -1

export function Grid<Row>(props: GridProps<Row>) {
  const { columns, fetchPage, sourceKey, version, onSelect, onOpen } = props
  const [order, setOrder] = useState(props.initialOrder)
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const [notice, setNotice] = useState('')
  const [total, setTotal] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { virtualizer, height, top } = useGridScroll(scroller, total)
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  const rows = useGridRows(fetchPage, sourceKey, version, order, first, last)
  if (rows.total !== total) setTotal(rows.total)

  const shown = useRef(sourceKey)
  useEffect(() => {
    if (shown.current === sourceKey) return
    shown.current = sourceKey
    setCursor(null)
    scroller.current?.scrollTo({ top: 0 })
  }, [sourceKey])

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, { row: Row }> => ({
          id: column.id,
          header: column.header,
          size: column.width,
          minSize: 40,
          cell: ({ row }) => column.cell(row.original.row),
        }),
      ),
    [columns],
  )
  const data = useMemo(() => {
    const window: { index: number; row: Row }[] = []
    for (let index = first; index <= last; index++) {
      const row = rows.row(index)
      if (row !== undefined) window.push({ index, row })
    }
    return window
  }, [first, last, rows.row])
  const table = useTable({ features, columns: definitions, data, columnResizeMode: 'onChange' })
  const headers = table.getHeaderGroups()[0].headers
  const width = table.getTotalSize()

  const sort = (column: GridColumn<Row>) => {
    if (column.order === undefined) return
    const [key, direction] = order?.split(':') ?? []
    const initial = column.firstDirection ?? (column.align === 'end' ? 'desc' : 'asc')
    const next = key !== column.order ? initial : direction === 'desc' ? 'asc' : 'desc'
    setOrder(`${column.order}:${next}`)
    setCursor((former) => (former === null || former.row === HEADER ? former : null))
    scroller.current?.scrollTo({ top: 0 })
  }

  const moveTo = (row: number, column: number, extend: boolean) => {
    const target = Math.max(HEADER, Math.min(total - 1, row))
    const at = Math.max(0, Math.min(columns.length - 1, column))
    setCursor({ row: target, column: at, anchor: extend && cursor !== null ? Math.max(0, cursor.anchor) : target })
    if (target >= 0) {
      virtualizer.scrollToIndex(target, { align: 'auto' })
      onSelect?.(rows.row(target) ?? null)
    }
    const cellStart = headers.slice(0, at).reduce((sum, header) => sum + header.getSize(), 0)
    const element = scroller.current
    if (element === null || width <= element.clientWidth) return
    const cellEnd = cellStart + headers[at].getSize()
    if (cellStart < element.scrollLeft) element.scrollLeft = cellStart
    else if (cellEnd > element.scrollLeft + element.clientWidth) element.scrollLeft = cellEnd - element.clientWidth
  }

  const [from, to] =
    cursor === null || cursor.row < 0
      ? [0, -1]
      : [Math.min(cursor.anchor, cursor.row), Math.max(cursor.anchor, cursor.row)]

  const copy = async (start: number, end: number, write: typeof rowsToCsv) => {
    const length = Math.min(end - start + 1, COPY_MAX)
    if (length <= 0) return
    try {
      const page = await fetchPage(start, length, order)
      const done = await copyText(write(columns, page.rows))
      const cut = end - start + 1 > COPY_MAX ? ` (the first ${formatCount(COPY_MAX)} of them)` : ''
      setNotice(
        done
          ? `${formatCount(page.rows.length)} rows copied${cut}`
          : 'The browser did not let the page use the clipboard',
      )
    } catch (error) {
      setNotice(`Nothing copied: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const copyCell = async () => {
    const row = cursor === null ? undefined : rows.row(cursor.row)
    if (cursor === null || row === undefined) return
    const done = await copyText(columns[cursor.column].text(row))
    setNotice(done ? 'Value copied' : 'The browser did not let the page use the clipboard')
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const { row, column } = cursor ?? { row: HEADER, column: 0 }
    const control = event.ctrlKey || event.metaKey
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + page, column],
      PageUp: [Math.max(0, row - page), column],
      Home: control ? [0, 0] : [row, 0],
      End: control ? [total - 1, columns.length - 1] : [row, columns.length - 1],
    }
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined
    const current = rows.row(row)
    if (move !== undefined && !event.altKey) moveTo(move[0], move[1], event.shiftKey)
    else if ((event.key === 'Enter' || event.key === ' ') && row === HEADER && cursor !== null) sort(columns[column])
    else if (event.key === 'Enter' && current !== undefined && onOpen !== undefined) onOpen(current)
    else if (control && event.key === 'c' && row >= 0 && window.getSelection()?.isCollapsed !== false)
      void copy(from, to, rowsToText)
    else if (control && event.key === 'a' && total > 0) setCursor({ row: total - 1, column, anchor: 0 })
    else return
    event.preventDefault()
  }

  const cellId = (row: number, column: number) => `${id}-${row}-${column}`
  const nothing = !rows.pending && total === 0

  return (
    <div className={classes.frame}>
      <Menu position="bottom-start" width={240}>
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
            <div className={classes.header} role="row" aria-rowindex={1} style={{ minWidth: width }}>
              {headers.map((header, at) => {
                const column = columns[at]
                const [key, direction] = order?.split(':') ?? []
                const sorted = column.order !== undefined && key === column.order ? direction : undefined
                return (
                  <div
                    key={header.id}
                    id={cellId(HEADER, at)}
                    role="columnheader"
                    aria-colindex={at + 1}
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                    className={classes.heading}
                    data-align={column.align}
                    data-sorts={column.order !== undefined || undefined}
                    data-cursor={(cursor?.row === HEADER && cursor.column === at) || undefined}
                    style={{ flex: `${column.grow ? 1 : 0} 0 ${header.getSize()}px` }}
                    title={column.explain}
                    onClick={() => sort(column)}
                  >
                    <span className={classes.headingText}>{column.header}</span>
                    {sorted !== undefined && (
                      <span className={classes.arrow} aria-hidden>
                        {sorted === 'asc' ? '▲' : '▼'}
                      </span>
                    )}
                    <span
                      className={classes.resizer}
                      aria-hidden
                      onClick={(event) => event.stopPropagation()}
                      onDoubleClick={() => header.column.resetSize()}
                      onMouseDown={header.getResizeHandler()}
                      onTouchStart={header.getResizeHandler()}
                    />
                  </div>
                )
              })}
            </div>
            <div
              className={classes.body}
              role="rowgroup"
              style={{ height, minWidth: width }}
              data-pending={rows.pending}
            >
              {table.getRowModel().rows.map((row) => {
                const { index } = row.original as { index: number; row: Row }
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-selected={index >= from && index <= to}
                    className={classes.row}
                    data-odd={index % 2 === 1 || undefined}
                    style={{ transform: `translateY(${top(index)}px)` }}
                    onDoubleClick={onOpen && (() => onOpen(row.original.row))}
                  >
                    {row.getAllCells().map((cell, at) => {
                      const column = columns[at]
                      return (
                        <div
                          key={cell.id}
                          id={cellId(index, at)}
                          role="gridcell"
                          aria-colindex={at + 1}
                          className={classes.cell}
                          data-align={column.align}
                          data-cursor={(cursor?.row === index && cursor.column === at) || undefined}
                          style={{ flex: `${column.grow ? 1 : 0} 0 ${cell.column.getSize()}px` }}
                          title={column.title?.(row.original.row)}
                          onMouseDown={(event) => {
                            if (event.button === 0 || index < from || index > to) moveTo(index, at, event.shiftKey)
                          }}
                        >
                          <table.FlexRender cell={cell} />
                        </div>
                      )
                    })}
                  </div>
                )
              })}
            </div>
          </div>
        </Menu.ContextMenu>
        <Menu.Dropdown>
          <Menu.Item disabled={cursor === null || cursor.row < 0} onClick={() => void copyCell()}>
            Copy value
          </Menu.Item>
          <Menu.Item disabled={to < from} onClick={() => void copy(from, to, rowsToText)}>
            Copy {to > from ? `${formatCount(to - from + 1)} rows` : 'row'} as text
          </Menu.Item>
          <Menu.Item disabled={to < from} onClick={() => void copy(from, to, rowsToCsv)}>
            Copy {to > from ? `${formatCount(to - from + 1)} rows` : 'row'} as CSV
          </Menu.Item>
          <Menu.Item disabled={total === 0} onClick={() => void copy(0, total - 1, rowsToCsv)}>
            Copy all {formatCount(total)} rows as CSV
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {rows.error !== null && (
        <div className={classes.message} role="alert">
          {rows.error}
        </div>
      )}
      {nothing && rows.error === null && <div className={classes.message}>{props.empty ?? 'No rows'}</div>}
      {rows.pending && total === 0 && rows.error === null && <div className={classes.message}>Reading…</div>}
      <div className={classes.notice} role="status" aria-live="polite">
        {notice}
      </div>
    </div>
  )
}
