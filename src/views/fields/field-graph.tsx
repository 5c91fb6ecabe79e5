import { SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { AnswerState } from '../../components/answer-state.tsx'
import { formatBytes, formatCount, formatDuration } from '../../components/units.ts'
import type { FieldDescription } from '../../engine/expression/search.ts'
import { useEmptyText } from '../../state/empty-text.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import { ValueTimelines } from './value-timelines.tsx'
import classes from './field-values.module.css'

/** What the timelines count. */
export type Measure = 'sessions' | 'packets' | 'bytes'

const SIZES = ['10', '20', '50', '100', '500']

/** A timeline for each of the most frequent values of a field: Arkime's SPI graph. */
export function FieldGraph(props: {
  fields: readonly FieldDescription[]
  chosen: string | null
  onChoose: (name: string) => void
}) {
  const { fields, chosen, onChoose } = props
  const [size, setSize] = useState('20')
  const [measure, setMeasure] = useState<Measure>('sessions')
  const [scale, setScale] = useState<'own' | 'same'>('own')
  const names = useMemo(() => fields.filter(({ type }) => type !== 'presence').map(({ name }) => name), [fields])
  return (
    <div className={classes.view}>
      <div className={classes.toolbar}>
        <Select
          size="xs"
          className={classes.picker}
          aria-label="Field"
          placeholder="Choose a field"
          data={names}
          value={chosen}
          onChange={(name) => name !== null && onChoose(name)}
          searchable
          limit={60}
          nothingFoundMessage="No field has this name"
        />
        <Select
          size="xs"
          className={classes.size}
          aria-label="Values"
          data={SIZES.map((value) => ({ value, label: `${value} values` }))}
          value={size}
          allowDeselect={false}
          onChange={(value) => setSize(value ?? '20')}
        />
        <SegmentedControl
          aria-label="Measure"
          data={[
            { value: 'sessions', label: 'Sessions' },
            { value: 'packets', label: 'Packets' },
            { value: 'bytes', label: 'Bytes' },
          ]}
          value={measure}
          onChange={(value) => setMeasure(value)}
        />
        <SegmentedControl
          aria-label="Scale"
          data={[
            { value: 'own', label: 'Own scales' },
            { value: 'same', label: 'Same scale' },
          ]}
          value={scale}
          onChange={(value) => setScale(value)}
        />
      </div>
      {chosen !== null && (
        <Graph key={chosen} field={chosen} {...{ size: Number(size), measure, isShared: scale === 'same' }} />
      )}
    </div>
  )
}

function Graph(props: { field: string; size: number; measure: Measure; isShared: boolean }) {
  const { field, size, measure, isShared } = props
  const { result, pending, error } = useAnalysis('spigraph', { field, size })
  const empty = useEmptyText('No value in what is selected.')
  if (error !== null)
    return (
      <AnswerState kind="error" title="The values could not be counted">
        {error}
      </AnswerState>
    )
  if (result === undefined) return <AnswerState kind="loading" title="Counting…" />
  if (result.items.length === 0) return <AnswerState kind="empty" title={empty} />
  const shown = result.items.length
  return (
    <div className={classes.graph} data-pending={pending}>
      <p className={classes.note}>
        {shown < result.total
          ? `${formatCount(shown)} of ${formatCount(result.total)} values`
          : `${formatCount(shown)} values`}
        , those of most sessions first; a bar is {formatDuration(result.binWidth)}
      </p>
      <ValueTimelines
        graph={result}
        measure={measure}
        isShared={isShared}
        format={measure === 'bytes' ? formatBytes : formatCount}
      />
    </div>
  )
}
