import { brushX, type BrushBehavior, type D3BrushEvent } from 'd3-brush'
import { scaleLinear, scaleUtc } from 'd3-scale'
import { select } from 'd3-selection'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { stackMaximum, stackPaths } from './stack-paths.ts'
import { tickLabel } from './time-ticks.ts'
import { barValue, nextSeries, seriesAt } from './timeline-bars.ts'
import { TimelineTip } from './timeline-tip.tsx'
import { formatDuration, formatTime } from './units.ts'
import { useSize } from './use-size.ts'
import { protocolCondition, useValueActions } from './value-actions.ts'
import { isMenuKey } from './value-handle.tsx'
import classes from './timeline-chart.module.css'

const MARGIN = { top: 6, right: 8, bottom: 18, left: 56 }

/** `protocol`: what its bars are of; null = of several, or not of protocols. */
export type TimelineSeries = { name: string; color: string; values: ArrayLike<number>; protocol: string | null }
/** Seconds since 1970. */
export type ChartRange = { from: number; to: number }

export type TimelineChartProps = {
  label: string
  /** Seconds since 1970 of the first bin's start, and seconds. */
  start: number
  binWidth: number
  bins: number
  /** Bottom one first. */
  series: readonly TimelineSeries[]
  range: ChartRange | null
  /** A brush, or null when it is cleared. */
  onRange: (range: ChartRange | null) => void
  formatValue: (value: number) => string
}

/**
 * Stacked bars over time with a brush. Keys: arrows move, Shift with them selects, up and down go through the protocols
 * of a bar; its menu is that of a value.
 */
export function TimelineChart(props: TimelineChartProps) {
  const { start, binWidth, bins, series, range, onRange, formatValue } = props
  const [ref, { width, height }] = useSize()
  const brushed = useRef<SVGGElement>(null)
  const [bin, setBin] = useState<number | null>(null)
  /** Of the stack in the bin; null = all of it. */
  const [layer, setLayer] = useState<number | null>(null)
  const actions = useValueActions()
  const anchor = useRef<number | null>(null)

  const right = Math.max(MARGIN.left + 1, width - MARGIN.right)
  const bottom = Math.max(MARGIN.top + 1, height - MARGIN.bottom)
  const time = useMemo(
    () => scaleUtc([start * 1000, (start + bins * binWidth) * 1000], [MARGIN.left, right]),
    [start, bins, binWidth, right],
  )
  const value = useMemo(() => {
    const highest = stackMaximum(
      series.map(({ values }) => values),
      bins,
    )
    return scaleLinear([0, highest > 0 ? highest : 1], [bottom, MARGIN.top]).nice(3)
  }, [series, bins, bottom])
  const paths = useMemo(
    () =>
      stackPaths(
        series.map(({ values }) => values),
        bins,
        (at) => time((start + at * binWidth) * 1000),
        (at) => value(at),
      ),
    [series, bins, binWidth, start, time, value],
  )

  const latest = useRef(onRange)
  useEffect(() => {
    latest.current = onRange
  })
  const [brushes, setBrushes] = useState<BrushBehavior<unknown> | null>(null)
  useEffect(() => {
    if (brushed.current === null || width === 0) return
    const behavior = brushX()
      .extent([
        [MARGIN.left, MARGIN.top],
        [right, bottom],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        // Our own moves have no source event.
        if (event.sourceEvent === undefined || event.sourceEvent === null) return
        const ends = event.selection as [number, number] | null
        latest.current(
          ends === null
            ? null
            : { from: time.invert(ends[0]).getTime() / 1000, to: time.invert(ends[1]).getTime() / 1000 },
        )
      })
    select<SVGGElement, unknown>(brushed.current).call(behavior)
    setBrushes(() => behavior)
  }, [time, right, bottom, width])
  useEffect(() => {
    if (brushed.current === null || brushes === null) return
    const ends =
      range && [time(range.from * 1000), time(range.to * 1000)].map((x) => Math.max(MARGIN.left, Math.min(right, x)))
    brushes.move(select<SVGGElement, unknown>(brushed.current), ends as [number, number] | null)
  }, [range, time, right, brushes])

  const openMenu = (at: number, of: number | null, x: number, y: number, element: HTMLElement) => {
    const protocol = of === null ? null : series[of].protocol
    const from = start + at * binWidth
    const condition = protocol === null ? null : protocolCondition(protocol)
    actions?.openMenu(barValue(condition, from, from + binWidth), x, y, element)
  }
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = binAt(event.clientX - box.left)
    if (at === null) return
    event.preventDefault()
    const height = value.invert(event.clientY - box.top)
    openMenu(at, seriesAt(series, at, height), event.clientX, event.clientY, event.currentTarget)
  }
  const binAt = (x: number): number | null => {
    const at = Math.floor((time.invert(x).getTime() / 1000 - start) / binWidth)
    return x < MARGIN.left || at < 0 || at >= bins ? null : at
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (bin !== null && isMenuKey(event)) {
      event.preventDefault()
      const box = event.currentTarget.getBoundingClientRect()
      const x = box.left + time((start + bin * binWidth) * 1000)
      openMenu(bin, layer, x, box.top + bottom, event.currentTarget)
      return
    }
    if (bin !== null && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      setLayer(nextSeries(series, bin, layer, event.key === 'ArrowUp' ? 1 : -1))
      return
    }
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const to = Math.max(0, Math.min(bins - 1, bin === null ? 0 : bin + (event.key === 'ArrowLeft' ? -1 : 1)))
    setBin(to)
    setLayer(null)
    if (!event.shiftKey) anchor.current = to
    else {
      const first = Math.min(anchor.current ?? to, to)
      const last = Math.max(anchor.current ?? to, to)
      onRange({ from: start + first * binWidth, to: start + (last + 1) * binWidth })
    }
  }

  const ticks = Math.max(2, Math.floor((right - MARGIN.left) / 110))
  const marks = time.ticks(ticks)
  const step = marks.length > 1 ? (marks[1].getTime() - marks[0].getTime()) / 1000 : 60
  const shown = layer === null ? series : series.slice(layer, layer + 1)
  const total = bin === null ? 0 : shown.reduce((sum, { values }) => sum + values[bin], 0)
  const named = layer === null || layer >= series.length ? '' : `${series[layer].name} `
  const described =
    bin === null
      ? ''
      : `${formatTime(start + bin * binWidth, binWidth < 1 ? 3 : 0)} UTC, ${formatDuration(binWidth)}: ${named}${formatValue(total)}`
  return (
    <div
      ref={ref}
      className={classes.chart}
      role="group"
      aria-label={`${props.label}. Arrow keys left and right move through time, with Shift they select it; up and down go through the parts of a bar, the menu key offers what can be done with it.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onBlur={() => setBin(null)}
      onPointerMove={(event) => {
        setBin(binAt(event.clientX - event.currentTarget.getBoundingClientRect().left))
        setLayer(null)
      }}
      onPointerLeave={() => setBin(null)}
    >
      {width > 0 && (
        <svg width={width} height={height} aria-hidden>
          {value.ticks(3).map((tick) => (
            <g key={tick} transform={`translate(0 ${value(tick)})`}>
              <line className={classes.rule} x1={MARGIN.left} x2={right} />
              <text className={classes.tick} x={MARGIN.left - 6} dy="0.32em" textAnchor="end">
                {formatValue(tick)}
              </text>
            </g>
          ))}
          {marks.map((tick) => (
            <text
              key={tick.getTime()}
              className={classes.tick}
              x={time(tick)}
              y={bottom + 13}
              textAnchor={time(tick) + 24 > width ? 'end' : 'middle'}
            >
              {tickLabel(tick.getTime() / 1000, step)}
            </text>
          ))}
          {series.map(({ name, color }, at) => (
            <path key={name} d={paths[at]} style={{ fill: color }} shapeRendering="crispEdges" />
          ))}
          <g ref={brushed} className={classes.brush} />
          {bin !== null && (
            <rect
              className={classes.hover}
              x={time((start + bin * binWidth) * 1000)}
              y={MARGIN.top}
              width={Math.max(1, time((start + binWidth) * 1000) - time(start * 1000))}
              height={bottom - MARGIN.top}
            />
          )}
        </svg>
      )}
      {bin !== null && bin < bins && width > 0 && (
        <TimelineTip
          heading={described}
          x={time((start + (bin + 0.5) * binWidth) * 1000)}
          width={width}
          rows={series
            .map(({ name, color, values }) => ({ name, color, value: values[bin] }))
            .filter((row) => row.value > 0)
            .map((row) => ({ ...row, text: formatValue(row.value) }))}
        />
      )}
      <span className={classes.spoken} role="status">
        {described}
      </span>
    </div>
  )
}
