import { useEffect, useMemo, useRef, useState } from 'react'
import { protocolColor } from '../../components/palette.ts'
import { protocolValue, useValueActions } from '../../components/value-actions.ts'
import { exactBytes, formatCount, formatPercent } from '../../components/units.ts'
import { icicleCells } from './icicle-layout.ts'
import { protocolName } from './protocol-names.ts'
import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'
import type { IcicleCell } from './icicle-layout.ts'
import classes from './protocols-view.module.css'

type Size = { width: number; height: number }
/** Lower cells have no room for a name. */
const LABEL_HEIGHT = 13
const CHARACTER_WIDTH = 6.6

/**
 * The hierarchy as an icicle: layers left to right, height by packets or bytes. A click zooms to a protocol, a click on
 * what is zoomed goes out again.
 */
export function Icicle(props: {
  trees: readonly HierarchyNode[]
  measure: 'frames' | 'bytes'
  /** Path that fills the height; '' = everything. */
  focus: string
  onFocus: (path: string) => void
  /** Path under the cursor of the tree, marked here too. */
  current: string
  onPick: (path: string) => void
}) {
  const { trees, measure, focus, onFocus } = props
  const [hovered, setHovered] = useState<IcicleCell | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const actions = useValueActions()
  const { cells } = useMemo(() => icicleCells(trees, measure, focus, 0.001), [trees, measure, focus])
  const described = hovered ?? cells.find((cell) => cell.path === (props.current || focus)) ?? null
  return (
    <div className={classes.icicle}>
      <div ref={frame} className={classes.drawing}>
        <svg
          width={size.width}
          height={size.height}
          role="img"
          aria-label={`Protocols by ${measure === 'frames' ? 'packets' : 'bytes'}; the tree beside it has the same numbers`}
          onMouseLeave={() => setHovered(null)}
        >
          {cells.map((cell) => (
            <Cell
              key={cell.path}
              cell={cell}
              size={size}
              isMarked={cell.path === props.current}
              isFocus={cell.path === focus}
              onEnter={() => setHovered(cell)}
              onMenu={(x, y) => {
                // The drawing takes no focus; the tree beside it does.
                const tree = document.querySelector<HTMLElement>('[role=treegrid]')
                actions?.openMenu(protocolValue(cell.proto), x, y, tree ?? document.body)
              }}
              onClick={() => {
                props.onPick(cell.path)
                onFocus(cell.path === focus ? cell.path.slice(0, Math.max(0, cell.path.lastIndexOf('/'))) : cell.path)
              }}
            />
          ))}
        </svg>
      </div>
      <p className={classes.description}>
        {described === null ? (
          'Click zooms in, a click on what is zoomed goes out.'
        ) : (
          <>
            <b>{described.path.split('/').join(' › ')}</b> {formatCount(described.frames)} packets,{' '}
            {exactBytes(described.bytes)}, {formatPercent(described.share)} of all{' '}
            {measure === 'frames' ? 'packets' : 'bytes'}
          </>
        )}
      </p>
    </div>
  )
}

function Cell(props: {
  cell: IcicleCell
  size: Size
  isMarked: boolean
  isFocus: boolean
  onEnter: () => void
  onMenu: (x: number, y: number) => void
  onClick: () => void
}) {
  const { cell, size } = props
  const x = cell.x0 * size.width
  const y = cell.y0 * size.height
  const width = Math.max(0, (cell.x1 - cell.x0) * size.width - 1)
  const height = Math.max(0, (cell.y1 - cell.y0) * size.height - 1)
  const room = Math.floor((width - 12) / CHARACTER_WIDTH)
  const full = protocolName(cell.proto)
  const label = full.length <= room ? full : cell.proto.length <= room ? cell.proto : ''
  return (
    <g
      className={classes.cell}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      data-marked={props.isMarked || undefined}
      data-focus={props.isFocus || undefined}
      onMouseEnter={props.onEnter}
      onClick={props.onClick}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onMenu(event.clientX, event.clientY)
      }}
    >
      <rect
        className={classes.area}
        width={width}
        height={Math.max(height, 0.5)}
        fill={`color-mix(in oklab, ${protocolColor(cell.proto)} 34%, var(--surface))`}
      />
      <rect width={Math.min(3, width)} height={Math.max(height, 0.5)} fill={protocolColor(cell.proto)} />
      {label !== '' && height >= LABEL_HEIGHT && (
        <text x={8} y={Math.min(height / 2, 40)} dy="0.36em">
          {label}
        </text>
      )}
    </g>
  )
}

function useSize(element: { current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const observed = element.current
    if (observed === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return size
}
