import { ActionIcon, Kbd, Modal } from '@mantine/core'
import { useState } from 'react'
import classes from './help-button.module.css'

const KEYS: [string[], string][] = [
  [['↑', '↓', '←', '→'], 'move in a grid; up from the first row reaches the header, Enter there sorts'],
  [['PgUp', 'PgDn', 'Home', 'End'], 'move by pages, to the first or last column'],
  [['Ctrl', 'Home'], 'first row; with End the last one'],
  [['Shift'], 'with a move selects rows'],
  [['Ctrl', 'C'], 'copy the selected rows as text; the right button offers CSV and the whole list'],
  [['/'], 'search; Enter applies, Esc leaves, Tab takes what is offered, ↑ brings earlier expressions'],
  [['Shift', 'F10'], 'or the menu key: filter by the value under the cursor, copy it'],
  [['Esc'], 'clear the selection: expression and time range'],
]

export function HelpButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <ActionIcon aria-label="Help" title="Help" onClick={() => setOpen(true)}>
        ?
      </ActionIcon>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="Capscope"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <p>
          Capscope reads captures in this tab. Nothing leaves this computer: the page&apos;s own policy forbids every
          connection, and nothing of a capture is stored; expressions that you type and apply are remembered in this
          browser until you forget them in the list of the search bar, and values that you add to the watchlist until
          you clear it.
        </p>
        <p>Drop files or a folder anywhere on the page. Files opened together are one capture in time order.</p>
        <p>Drag over the timeline to see only that time, in every view.</p>
        <h3 className={classes.heading}>Keys</h3>
        <dl className={classes.keys}>
          {KEYS.map(([keys, meaning]) => (
            <div key={meaning}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} size="xs">
                    {key}
                  </Kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <h3 className={classes.heading}>Console</h3>
        <p>
          <code>await capscope.open(files)</code>, <code>await capscope.whenRead()</code>, then{' '}
          <code>
            await capscope.conversations({'{'} protocol: &apos;tcp&apos; {'}'})
          </code>{' '}
          and every other question of the engine.
        </p>
      </Modal>
    </>
  )
}
