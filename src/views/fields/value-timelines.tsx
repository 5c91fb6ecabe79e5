import { scaleUtc } from 'd3-scale'
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import { MiddleText } from '../../components/middle-text.tsx'
import { tickLabel } from '../../components/time-ticks.ts'
import { formatTime, ZONE } from '../../components/units.ts'
import { useSize } from '../../components/use-size.ts'
import { barValue } from '../../components/timeline-bars.ts'
import { conditionOf, fieldValue, useValueActions } from '../../components/value-actions.ts'
import { isMenuKey, ValueHandle } from '../../components/value-handle.tsx'
import type { SpiGraph, SpiGraphItem } from '../../engine/analysis/spigraph.ts'
import type { Measure } from './field-graph.tsx'
import classes from './value-timelines.module.css'

const HEIGHT = 24
const TICK_ROOM = 110
/** Of one label. */
const LABEL_ROOM = 80

const histogramOf = (item: SpiGraphItem, measure: Measure): readonly number[] =>
  measure === 'sessions' ? item.sessionsHisto : measure === 'packets' ? item.packetsHisto : item.bytesHisto

/** A row a value: its name, its total (under the pointer: of that time), its bars; one axis of time for all. */
export function ValueTimelines(props: {
  graph: SpiGraph
  measure: Measure
  /** Bars of all rows are to the same scale. */
  isShared: boolean
  format: (value: number) => string
}) {
  const { graph, measure, isShared, format } = props
  const { start, binWidth, bins, items } = graph
  const [ref, { width }] = useSize()
  const [bin, setBin] = useState<number | null>(null)
  const axis = useMemo(() => {
    const from = Number(start)
    const time = scaleUtc([from * 1000, (from + bins * binWidth) * 1000], [0, width])
    const ticks = width === 0 ? [] : time.ticks(Math.max(2, Math.floor(width / TICK_ROOM)))
    const step = ticks.length > 1 ? (ticks[1].getTime() - ticks[0].getTime()) / 1000 : binWidth
    return ticks
      .map((tick) => ({ x: time(tick), label: tickLabel(tick.getTime() / 1000, step) }))
      .filter(({ x }) => x < width - LABEL_ROOM)
  }, [start, bins, binWidth, width])
  const highest = Math.max(0, ...items.flatMap((item) => histogramOf(item, measure)))
  const binTime = (at: number) => formatTime(Number(start) + at * binWidth, binWidth < 1 ? 3 : 0)
  return (
    <div className={classes.rows} role="table" aria-label={`Timelines of ${graph.field}`}>
      <div role="row" className={classes.head}>
        <span role="columnheader">{graph.field}</span>
        <span role="columnheader" className={classes.number}>
          {measure}
        </span>
        <span role="columnheader" ref={ref} className={classes.axis} aria-label="Over time">
          {bin === null ? (
            axis.map(({ x, label }) => (
              <span key={x} className={classes.tick} style={{ left: x }}>
                {label}
              </span>
            ))
          ) : (
            <span className={classes.now}>
              {binTime(bin)} {ZONE}
            </span>
          )}
        </span>
      </div>
      {items.map((item) => (
        <Row
          key={item.value}
          item={item}
          field={graph.field}
          values={histogramOf(item, measure)}
          highest={isShared ? highest : null}
          {...{ measure, width, bin, format }}
          onBin={setBin}
          spanOf={(at) => ({ from: Number(start) + at * binWidth, to: Number(start) + (at + 1) * binWidth })}
        />
      ))}
    </div>
  )
}

/** Left and right move through the bars of the row that has the focus; the menu is that of a bar. */
function Row(props: {
  item: SpiGraphItem
  field: string
  measure: Measure
  values: readonly number[]
  /** Of all rows; null = the row's own. */
  highest: number | null
  width: number
  bin: number | null
  onBin: (bin: number | null) => void
  spanOf: (bin: number) => { from: number; to: number }
  format: (value: number) => string
}) {
  const { item, measure, values, width, bin, onBin, spanOf, format } = props
  const actions = useValueActions()
  const bins = values.length
  const own = Math.max(...values)
  const value = fieldValue(props.field, item.value)
  const binAt = (event: MouseEvent<HTMLElement>) => {
    const at = Math.floor(((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * bins)
    return at >= 0 && at < bins ? at : null
  }
  const openMenu = (at: number, x: number, y: number, element: HTMLElement) => {
    const { from, to } = spanOf(at)
    actions?.openMenu(barValue(value && conditionOf(value), from, to), x, y, element)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step !== 0) onBin(Math.max(0, Math.min(bins - 1, bin === null ? 0 : bin + step)))
    else if (isMenuKey(event) && bin !== null) {
      const box = event.currentTarget.getBoundingClientRect()
      openMenu(bin, box.left + (bin / bins) * width, box.bottom, event.currentTarget)
    } else return
    event.preventDefault()
  }
  return (
    <div role="row" className={classes.row}>
      <span role="cell" className={classes.value}>
        <ValueHandle value={value}>
          <MiddleText text={item.value} none="(empty)" />
        </ValueHandle>
      </span>
      <span role="cell" className={classes.number} title={`${item[measure]} in all`}>
        {format(bin === null ? item[measure] : values[bin])}
      </span>
      <span
        role="cell"
        className={classes.line}
        tabIndex={0}
        aria-label={`${format(item[measure])} in all, at most ${format(own)} at once. Arrow keys move through time, the menu key offers what can be done with a bar.`}
        onKeyDown={onKeyDown}
        onBlur={() => onBin(null)}
        onContextMenu={(event) => {
          const at = binAt(event)
          if (at === null) return
          event.preventDefault()
          openMenu(at, event.clientX, event.clientY, event.currentTarget)
        }}
        onPointerMove={(event) => onBin(binAt(event))}
        onPointerLeave={() => onBin(null)}
      >
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${Math.max(1, bins)} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          {bin !== null && <rect className={classes.at} x={bin} width={1} height={HEIGHT} />}
          <path className={classes.bars} d={barsPath(values, props.highest ?? own)} shapeRendering="crispEdges" />
        </svg>
      </span>
    </div>
  )
}

/** Bars one unit wide from the bottom; what is not nothing is at least a pixel high. */
function barsPath(values: readonly number[], top: number): string {
  let path = ''
  for (let at = 0; at < values.length; at++) {
    if (values[at] === 0 || top === 0) continue
    const height = Math.max(1, (values[at] / top) * (HEIGHT - 3)).toFixed(2)
    path += `M${at} ${HEIGHT}v-${height}h1v${height}z`
  }
  return path
}
