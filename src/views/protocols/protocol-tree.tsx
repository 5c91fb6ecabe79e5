import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { BarCell } from '../../components/bar-cell.tsx'
import { protocolColor } from '../../components/palette.ts'
import { exactBytes, formatBitRate, formatBytes, formatCount, formatPercent } from '../../components/units.ts'
import { protocolValue, useValueActions } from '../../components/value-actions.ts'
import { isMenuKey } from '../../components/value-handle.tsx'
import { treeMove } from './hierarchy-rows.ts'
import { protocolName } from './protocol-names.ts'
import type { HierarchyRow } from './hierarchy-rows.ts'
import classes from './protocols-view.module.css'

/** Wireshark's columns of the Protocol Hierarchy window. */
const COLUMNS: readonly { header: string; explain?: string }[] = [
  { header: 'Protocol' },
  { header: 'Percent Packets', explain: 'Of all packets' },
  { header: 'Packets', explain: 'That contain the protocol at this place' },
  { header: 'Percent Bytes', explain: 'Of all bytes' },
  { header: 'Bytes', explain: 'Length on the wire of these packets, from the link layer on' },
  { header: 'Bits/s', explain: 'Over the duration of what is selected' },
  { header: 'End Packets', explain: 'Packets in which this is the last protocol' },
  { header: 'End Bytes', explain: 'Length on the wire of these packets' },
  { header: 'End Bits/s', explain: 'Over the duration of what is selected' },
]

type Totals = { frames: number; bytes: number; duration: number }

export function ProtocolTree(props: {
  rows: readonly HierarchyRow[]
  totals: Totals
  /** Path under the cursor. */
  current: string
  onMove: (path: string) => void
  onToggle: (path: string, open: boolean) => void
  /** Enter or double click. */
  onZoom: (path: string) => void
}) {
  const { rows, totals, onMove, onToggle, onZoom } = props
  const frame = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(false)
  const at = Math.max(
    0,
    rows.findIndex((row) => row.path === props.current),
  )

  const go = (index: number) => {
    onMove(rows[index].path)
    frame.current?.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const actions = useValueActions()
  const openMenu = (index: number, x: number, y: number) => {
    const { proto } = rows[index]
    if (frame.current !== null) actions?.openMenu(protocolValue(proto), x, y, frame.current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isMenuKey(event) && rows.length > 0) {
      event.preventDefault()
      const box = frame.current?.querySelector(`[data-row="${at}"]`)?.getBoundingClientRect()
      if (box !== undefined) openMenu(at, box.left + 32, box.bottom)
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey || rows.length === 0) return
    const move = treeMove(rows, at, event.key)
    if (event.key === 'Enter') onZoom(rows[at].path)
    else if (move === null) return
    else if ('to' in move) go(move.to)
    else if ('open' in move) onToggle(move.open, true)
    else onToggle(move.close, false)
    event.preventDefault()
  }

  return (
    <div
      ref={frame}
      className={classes.tree}
      role="treegrid"
      aria-label="Protocol hierarchy"
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={focused && rows.length > 0 ? `protocol-row-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div className={classes.header} role="row">
        {COLUMNS.map(({ header, explain }) => (
          <div key={header} role="columnheader" title={explain}>
            {header}
          </div>
        ))}
      </div>
      {rows.map((row, index) => (
        <TreeRow
          key={row.path}
          row={row}
          index={index}
          totals={totals}
          isCurrent={index === at}
          onPick={() => onMove(row.path)}
          onToggle={() => onToggle(row.path, !row.open)}
          onZoom={() => onZoom(row.path)}
          onMenu={(x, y) => openMenu(index, x, y)}
        />
      ))}
    </div>
  )
}

/** Blank without a duration; what is not nothing never reads 0. */
function rateText(bytes: number, duration: number): string {
  if (duration <= 0) return ''
  const rate = (bytes * 8) / duration
  return rate > 0 && rate < 0.05 ? '< 0.1 bit/s' : formatBitRate(rate)
}

function TreeRow(props: {
  row: HierarchyRow
  index: number
  totals: Totals
  isCurrent: boolean
  onPick: () => void
  onToggle: () => void
  onZoom: () => void
  onMenu: (x: number, y: number) => void
}) {
  const { row, totals, isCurrent } = props
  const name = protocolName(row.proto)
  // What Wireshark says of a frame (malformed, cut) rather than a protocol: its filter name tells nobody anything.
  const isPseudo = row.proto.startsWith('_ws.')
  const rate = (bytes: number) => rateText(bytes, totals.duration)
  const share = (part: number, of: number) => (of > 0 ? part / of : 0)
  const packets = share(row.frames, totals.frames)
  const bytes = share(row.bytes, totals.bytes)
  return (
    <div
      id={`protocol-row-${props.index}`}
      data-row={props.index}
      className={classes.row}
      role="row"
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.children > 0 ? row.open : undefined}
      aria-selected={isCurrent}
      onMouseDown={props.onPick}
      onDoubleClick={props.onZoom}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onMenu(event.clientX, event.clientY)
      }}
    >
      <div
        role="gridcell"
        className={classes.name}
        style={{ paddingLeft: 8 + row.depth * 12 }}
        title={`${name} (${row.proto})`}
      >
        {row.children > 0 ? (
          <span className={classes.twist} data-open={row.open || undefined} aria-hidden onMouseDown={props.onToggle}>
            ▸
          </span>
        ) : (
          <span className={classes.twist} />
        )}
        <span className={classes.swatch} style={{ background: protocolColor(row.proto) }} aria-hidden />
        <span className={classes.nameText}>
          {isPseudo ? name : row.proto}
          {!isPseudo && name.toLowerCase() !== row.proto && <span className={classes.full}>{name}</span>}
        </span>
      </div>
      <div role="gridcell">
        <BarCell fraction={packets} text={formatPercent(packets)} />
      </div>
      <div role="gridcell">{formatCount(row.frames)}</div>
      <div role="gridcell">
        <BarCell fraction={bytes} text={formatPercent(bytes)} />
      </div>
      <div role="gridcell" title={exactBytes(row.bytes)}>
        {formatBytes(row.bytes)}
      </div>
      <div role="gridcell">{rate(row.bytes)}</div>
      <div role="gridcell">{formatCount(row.end_frames)}</div>
      <div role="gridcell" title={exactBytes(row.end_bytes)}>
        {formatBytes(row.end_bytes)}
      </div>
      <div role="gridcell">{rate(row.end_bytes)}</div>
    </div>
  )
}
