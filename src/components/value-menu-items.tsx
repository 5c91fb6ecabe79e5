import { Menu } from '@mantine/core'
import { escapeCaptureText } from './escape-text.ts'
import { cutMiddle } from './middle-cut.ts'
import { conditionOf, countedField, useValueActions, type FieldValue, type FilterMode } from './value-actions.ts'
import classes from './value-menu-items.module.css'

const MODES: { mode: FilterMode; label: string }[] = [
  { mode: 'selected', label: 'Selected' },
  { mode: 'not', label: 'Not Selected' },
  { mode: 'and', label: '… and Selected' },
  { mode: 'or', label: '… or Selected' },
  { mode: 'and-not', label: '… and not Selected' },
  { mode: 'or-not', label: '… or not Selected' },
]

/** What can be done with a value, as items of a menu. `onCopy` puts a text on the clipboard. */
export function ValueMenuItems({ value, onCopy }: { value: FieldValue; onCopy: (text: string) => void }) {
  const actions = useValueActions()
  if (actions === null) return null
  const condition = conditionOf(value)
  const { time, span, directions } = value
  const [from, to] = [span?.from ?? time, span?.to ?? time]
  const field = countedField(value)
  const isWatched = actions.isWatched(condition)
  return (
    <>
      <Menu.Label className={classes.preview} title={escapeCaptureText(condition, 2000)}>
        {cutMiddle(escapeCaptureText(condition, 2000), 80)}
      </Menu.Label>
      <Modes label="Apply as filter" condition={condition} onChoose={actions.apply} />
      <Modes label="Prepare as filter" condition={condition} onChoose={actions.prepare} />
      {directions !== undefined && (
        <Choices
          label="Apply conversation"
          choices={directions.map(({ label, condition: way }) => ({ label, title: way }))}
          onChoose={(at) => actions.apply('selected', directions[at].condition)}
        />
      )}
      {directions !== undefined && (
        <Choices
          label="Prepare conversation"
          choices={directions.map(({ label, condition: way }) => ({ label, title: way }))}
          onChoose={(at) => actions.prepare('selected', directions[at].condition)}
        />
      )}
      {span !== undefined && <Menu.Item onClick={() => actions.setSpan(span)}>This as time range</Menu.Item>}
      {from !== undefined && to !== undefined && (
        <>
          <Menu.Item onClick={() => actions.setTime('from', from)}>Time range from here</Menu.Item>
          <Menu.Item onClick={() => actions.setTime('to', to)}>Time range to here</Menu.Item>
        </>
      )}
      <Menu.Divider />
      {field !== null && (
        <Menu.Item title={`Every value of ${field} with its counts`} onClick={() => actions.count(field)}>
          Count by this field
        </Menu.Item>
      )}
      <Menu.Item onClick={() => actions.setWatched(value, !isWatched)}>
        {isWatched ? 'Remove from watchlist' : 'Add to watchlist'}
      </Menu.Item>
      {time === undefined && (
        <Menu.Item title="As pcapng, whatever else is selected" onClick={() => actions.savePackets(condition)}>
          Export its packets
        </Menu.Item>
      )}
      <Menu.Item onClick={() => onCopy(value.copied ?? value.value)}>Copy value</Menu.Item>
      <Menu.Item onClick={() => onCopy(condition)}>Copy as filter</Menu.Item>
    </>
  )
}

function Modes(props: { label: string; condition: string; onChoose: (mode: FilterMode, condition: string) => void }) {
  const actions = useValueActions()
  return (
    <Choices
      label={props.label}
      choices={MODES.map(({ mode, label }) => ({ label, title: actions?.preview(mode, props.condition) }))}
      onChoose={(at) => props.onChoose(MODES[at].mode, props.condition)}
    />
  )
}

function Choices(props: {
  label: string
  /** `title`: the expression that a choice makes. */
  choices: readonly { label: string; title: string | undefined }[]
  onChoose: (at: number) => void
}) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{props.label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {props.choices.map(({ label, title }, at) => (
          <Menu.Item
            key={label}
            title={title === undefined ? undefined : escapeCaptureText(title, 2000)}
            onClick={() => props.onChoose(at)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
