import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Card } from '../../components/card.tsx'
import { escapeCaptureText } from '../../components/escape-text.ts'
import { seriesColors } from '../../components/palette.ts'
import { TimelineChart } from '../../components/timeline-chart.tsx'
import { protocolCondition, protocolValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import { formatBytes, formatCount, formatDuration, formatNumberOf, formatShortCount } from '../../components/units.ts'
import { setTimeRange, useSelection } from '../../state/selection-store.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import classes from './timeline-card.module.css'

const MEASURES = [
  { value: 'bytes', label: 'Bytes' },
  { value: 'packets', label: 'Packets' },
  { value: 'sessions', label: 'Sessions' },
] as const
type Measure = (typeof MEASURES)[number]['value']

/**
 * What the expression selects, over the whole time: the brush on it is the time range of every view. Zoomed, only that
 * range, and the brush narrows it further.
 */
export function TimelineCard() {
  const [picked, setMeasure] = useState<Measure | null>(null)
  const range = useSelection((state) => state.timeRange)
  const [zoom, setZoom] = useState(false)
  const zoomed = zoom && range !== null
  const { result, error } = useAnalysis(
    'timeline',
    { bins: 300, series: 8, axis: zoomed ? 'selection' : 'capture' },
    zoomed ? 'selection' : 'all times',
  )
  // Logs that count neither bytes nor packets have sessions at least.
  const measure = picked ?? (result !== undefined && result.series.length === 0 ? 'sessions' : 'bytes')
  const series = useMemo(() => {
    if (result === undefined) return []
    if (measure === 'sessions')
      return [{ name: 'Sessions begun', color: 'var(--accent)', values: result.sessions, protocol: null }]
    const colors = seriesColors(result.series.map(({ proto }) => proto))
    return result.series.map((one, at) => ({
      name: escapeCaptureText(one.proto, 40),
      color: colors[at],
      values: one[measure],
      protocol: one.proto === 'other' || one.proto === 'unknown' ? null : one.proto,
    }))
  }, [result, measure])
  const counts =
    result === undefined || result.bins === 0
      ? ''
      : `${measure === 'sessions' ? 'sessions begun' : measure} per ${formatDuration(result.binWidth)}`
  const untimed = result?.untimed ?? 0
  const left = untimed === 0 ? '' : `${formatNumberOf(untimed, 'session')} without a time left out`
  return (
    <Card
      className={classes.card}
      title="Timeline"
      counts={[counts, left].filter((part) => part !== '').join(' · ')}
      aside={
        <>
          <span className={classes.legend}>
            {series.map(({ name, color, protocol }) => (
              <span key={name} className={classes.name}>
                <span className={classes.swatch} style={{ background: color }} />
                <ValueHandle
                  value={
                    protocol === null ? null : { ...protocolValue(protocol), condition: protocolCondition(protocol) }
                  }
                >
                  {name}
                </ValueHandle>
              </span>
            ))}
          </span>
          {range !== null && (
            <Button className={classes.zoom} onClick={() => setZoom(!zoomed)}>
              {zoomed ? 'Whole capture' : 'Zoom in'}
            </Button>
          )}
          <SegmentedControl
            aria-label="What the timeline counts"
            className={classes.measure}
            classNames={{ label: classes.measureLabel }}
            data={MEASURES.map((entry) => ({ ...entry }))}
            value={measure}
            onChange={(value) => setMeasure(value)}
          />
        </>
      }
    >
      {error !== null ? (
        <div className={classes.empty}>{error}</div>
      ) : result !== undefined && result.bins > 0 ? (
        <TimelineChart
          label={`Timeline, ${counts}`}
          start={Number(result.start)}
          binWidth={result.binWidth}
          bins={result.bins}
          series={series}
          range={zoomed ? null : range}
          onRange={(chosen) => {
            // A click into a zoomed timeline has nothing to clear.
            if (chosen !== null || !zoomed) setTimeRange(chosen)
          }}
          formatValue={
            measure === 'bytes'
              ? formatBytes
              : (value) => (value < 100_000 ? formatCount(value) : formatShortCount(value))
          }
        />
      ) : (
        <div className={classes.empty}>
          {result === undefined
            ? 'Reading…'
            : untimed > 0
              ? 'None of these flows says when it was.'
              : 'No packet has a time.'}
        </div>
      )}
    </Card>
  )
}
