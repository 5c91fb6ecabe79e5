import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { conditionOf, useValueActions } from '../../components/value-actions.ts'
import { isMenuKey } from '../../components/value-handle.tsx'
import type { FieldRow } from './field-rows.ts'
import classes from './packets-view.module.css'

type Props = {
  rows: readonly FieldRow[]
  /** Layers whose fields are not shown. */
  closed: ReadonlySet<string>
  onToggle: (layer: string) => void
  chosen: FieldRow | null
  onChoose: (row: FieldRow) => void
}

/** The layers of a packet with their fields: arrows move, left and right close and open, Enter filters. */
export function FieldTree({ rows, closed, onToggle, chosen, onChoose }: Props) {
  const id = useId()
  const actions = useValueActions()
  const tree = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => rows.filter((row) => row.isLayer || !closed.has(row.layer)), [rows, closed])
  const at = chosen === null ? -1 : shown.indexOf(chosen)
  const rowId = (index: number) => `${id}-${index}`
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at, id])

  const apply = (row: FieldRow, beside: boolean) => {
    if (row.handle !== null) actions?.apply(beside ? 'and' : 'selected', conditionOf(row.handle))
  }
  const openMenu = (row: FieldRow, x: number, y: number) => {
    if (row.handle !== null && tree.current !== null) actions?.openMenu(row.handle, x, y, tree.current)
  }
  const step = (key: string, row: FieldRow): boolean => {
    const isClosed = closed.has(row.layer)
    if (key === 'ArrowRight' && row.isLayer && isClosed) onToggle(row.layer)
    else if (key === 'ArrowLeft' && row.isLayer && !isClosed) onToggle(row.layer)
    else if (key === 'ArrowLeft' && !row.isLayer)
      onChoose(shown.find((one) => one.isLayer && one.layer === row.layer) ?? row)
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = shown[at] ?? null
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: shown.length - 1,
    }
    if (Object.hasOwn(moves, event.key)) {
      const next = shown[Math.max(0, Math.min(shown.length - 1, moves[event.key]))]
      if (next !== undefined) onChoose(next)
    } else if (row === null || !step(event.key, row)) {
      if (row !== null && event.key === 'Enter') apply(row, event.ctrlKey || event.metaKey)
      else if (row !== null && isMenuKey(event)) {
        const box = document.getElementById(rowId(at))?.getBoundingClientRect()
        if (box !== undefined) openMenu(row, box.left + 24, box.bottom)
      } else return
    }
    event.preventDefault()
  }
  return (
    <div
      ref={tree}
      className={classes.tree}
      role="tree"
      tabIndex={0}
      aria-label="Fields"
      aria-activedescendant={at < 0 ? undefined : rowId(at)}
      onKeyDown={onKeyDown}
    >
      {shown.map((row, index) => (
        <TreeRow
          key={index}
          id={rowId(index)}
          row={row}
          isOpen={row.isLayer ? !closed.has(row.layer) : undefined}
          isChosen={index === at}
          onChoose={() => onChoose(row)}
          onToggle={() => onToggle(row.layer)}
          onApply={(beside) => apply(row, beside)}
          onMenu={(event) => {
            event.preventDefault()
            onChoose(row)
            openMenu(row, event.clientX, event.clientY)
          }}
        />
      ))}
    </div>
  )
}

function TreeRow(props: {
  id: string
  row: FieldRow
  isOpen: boolean | undefined
  isChosen: boolean
  onChoose: () => void
  onToggle: () => void
  onApply: (beside: boolean) => void
  onMenu: (event: MouseEvent<HTMLElement>) => void
}) {
  const { row, isOpen } = props
  return (
    <div
      id={props.id}
      className={classes.treeRow}
      role="treeitem"
      aria-level={row.level}
      aria-expanded={isOpen}
      aria-selected={props.isChosen}
      data-layer={row.isLayer || undefined}
      style={{ paddingLeft: `${row.level * 16 - 8}px` }}
      onClick={props.onChoose}
      onDoubleClick={(event) => (row.isLayer ? props.onToggle() : props.onApply(event.ctrlKey))}
      onContextMenu={props.onMenu}
    >
      {row.isLayer && (
        <span className={classes.twist} aria-hidden onClick={props.onToggle} data-open={isOpen || undefined} />
      )}
      <span className={classes.fieldLabel}>{row.label}</span>
      {row.value !== '' && (
        <span className={classes.fieldValue}>
          <CaptureText text={row.value} max={200} />
        </span>
      )}
      {!row.isLayer && <span className={classes.fieldName}>{row.name}</span>}
    </div>
  )
}
