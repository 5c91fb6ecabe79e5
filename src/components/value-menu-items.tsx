import { Menu } from '@mantine/core'
import { escapeCaptureText } from './escape-text.ts'
import { cutMiddle } from './middle-cut.ts'
import { conditionOf, useValueActions, type FieldValue, type FilterMode } from './value-actions.ts'
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
  const { time } = value
  return (
    <>
      <Menu.Label className={classes.preview} title={escapeCaptureText(condition, 2000)}>
        {cutMiddle(escapeCaptureText(condition, 2000), 80)}
      </Menu.Label>
      <Modes label="Apply as filter" condition={condition} onChoose={actions.apply} />
      <Modes label="Prepare as filter" condition={condition} onChoose={actions.prepare} />
      {time !== undefined && (
        <>
          <Menu.Item onClick={() => actions.setTime('from', time)}>Time range from here</Menu.Item>
          <Menu.Item onClick={() => actions.setTime('to', time)}>Time range to here</Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => onCopy(value.value)}>Copy value</Menu.Item>
      <Menu.Item onClick={() => onCopy(condition)}>Copy as filter</Menu.Item>
    </>
  )
}

function Modes(props: { label: string; condition: string; onChoose: (mode: FilterMode, condition: string) => void }) {
  const actions = useValueActions()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{props.label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {MODES.map(({ mode, label }) => (
          <Menu.Item
            key={mode}
            title={actions === null ? undefined : escapeCaptureText(actions.preview(mode, props.condition), 2000)}
            onClick={() => props.onChoose(mode, props.condition)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
