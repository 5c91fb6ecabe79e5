import { NativeSelect, SegmentedControl, Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { useSelection } from '../../state/selection-store.ts'
import { useFields } from '../../state/use-fields.ts'
import type { GraphOptions } from './graph-options.ts'
import type { Measure } from './graph-layout.ts'
import classes from './graph-view.module.css'

const MEASURES: { value: Measure; label: string }[] = [
  { value: 'bytes', label: 'Bytes' },
  { value: 'payload', label: 'Payload' },
  { value: 'packets', label: 'Packets' },
  { value: 'sessions', label: 'Sessions' },
]
const NODE_LIMITS = [50, 100, 250, 500]
const FEWEST_LINKS = [1, 2, 3, 4, 5, 10]
const FEWEST_SESSIONS = [1, 2, 5, 10, 100]
const GROUPS: { value: GraphOptions['group']; label: string }[] = [
  { value: 'none', label: 'no group' },
  { value: 'subnet', label: 'subnet (/24, /64)' },
  { value: 'domain', label: 'registered domain' },
]
const BASELINES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

type Change = (changes: Partial<GraphOptions>) => void

/** What the graph is made of; `children` stand at the right end. */
export function GraphToolbar({
  options,
  onChange,
  children,
}: {
  options: GraphOptions
  onChange: Change
  children: ReactNode
}) {
  const hasTime = useSelection((state) => state.timeRange !== null)
  return (
    <div className={classes.toolbar} role="group" aria-label="What the graph shows">
      <SegmentedControl
        size="xs"
        aria-label="Size and width by"
        data={MEASURES}
        value={options.measure}
        onChange={(value) => onChange({ measure: value })}
      />
      <FieldPair options={options} onChange={onChange} />
      <label className={classes.choice}>
        Group by
        <NativeSelect
          size="xs"
          value={options.group}
          data={GROUPS}
          onChange={(event) =>
            onChange({
              group: GROUPS.find(({ value }) => value === event.currentTarget.value)?.value ?? 'none',
              expand: [],
            })
          }
        />
      </label>
      <label
        className={classes.choice}
        title={
          hasTime
            ? 'So many times the selected time range, just before it'
            : 'Select a time range on the timeline first: the time before it is the baseline'
        }
      >
        Compare with
        <NativeSelect
          size="xs"
          disabled={!hasTime}
          value={String(hasTime ? options.baseline : 0)}
          data={BASELINES.map((times) => ({
            value: String(times),
            label: times === 0 ? 'nothing' : `${times}× the time before`,
          }))}
          onChange={(event) => onChange({ baseline: Number(event.currentTarget.value) })}
        />
      </label>
      <Counts
        label="Nodes at most"
        value={options.maxNodes}
        of={NODE_LIMITS}
        onChange={(maxNodes) => onChange({ maxNodes })}
      />
      <Counts
        label="Nodes with at least"
        value={options.minConn}
        of={FEWEST_LINKS}
        unit="link"
        onChange={(minConn) => onChange({ minConn })}
      />
      <Counts
        label="Links with at least"
        value={options.minSessions}
        of={FEWEST_SESSIONS}
        unit="session"
        onChange={(minSessions) => onChange({ minSessions })}
      />
      {children}
    </div>
  )
}

function FieldPair({ options, onChange }: { options: GraphOptions; onChange: Change }) {
  const { fields } = useFields()
  const names = useMemo(() => {
    const found = fields.filter(({ type }) => type !== 'presence').map(({ name }) => name)
    return [...new Set([...found, options.source, options.destination])]
  }, [fields, options.source, options.destination])
  const picker = (label: string, value: string, choose: (name: string) => void) => (
    <Select
      size="xs"
      className={classes.field}
      aria-label={label}
      data={names}
      value={value}
      onChange={(name) => name !== null && choose(name)}
      allowDeselect={false}
      searchable
      limit={60}
      nothingFoundMessage="No field has this name"
    />
  )
  return (
    <span className={classes.choice}>
      {picker('Source field', options.source, (source) => onChange({ source, expand: [] }))}
      <span aria-hidden>→</span>
      {picker('Destination field', options.destination, (destination) => onChange({ destination, expand: [] }))}
    </span>
  )
}

function Counts(props: {
  label: string
  value: number
  of: readonly number[]
  unit?: string
  onChange: (value: number) => void
}) {
  const { label, value, of, unit } = props
  return (
    <label className={classes.choice}>
      {label}
      <NativeSelect
        size="xs"
        value={String(value)}
        data={of.map((count) => ({
          value: String(count),
          label: unit === undefined ? String(count) : `${count} ${count === 1 ? unit : `${unit}s`}`,
        }))}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      />
    </label>
  )
}
