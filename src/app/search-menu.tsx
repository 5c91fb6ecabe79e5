import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { CrossIcon, DownIcon } from '../components/icons.tsx'
import { escapeCaptureText } from '../components/escape-text.ts'
import { saveBlob } from '../state/save-blob.ts'
import {
  exportSaved,
  forgetRecent,
  importSaved,
  removeSaved,
  saveExpression,
  useKept,
} from '../state/kept-expressions.ts'
import icons from './icon-button.module.css'
import kept from './kept-list.module.css'
import classes from './search-menu.module.css'

/** Of each kind in the menu; all saved ones are in the dialog. */
const SHOWN = 10
const LARGEST_FILE = 4_000_000

/** Expressions of earlier: those applied last, and those that were saved with a name. */
export function SearchMenu({ text, onApply }: { text: string; onApply: (text: string) => void }) {
  const { recent, saved } = useKept()
  const [managing, setManaging] = useState(false)
  return (
    <>
      <Menu position="bottom-end" width={460}>
        <Menu.Target>
          <button
            type="button"
            className={icons.icon}
            aria-label="Recent and saved expressions"
            title="Recent and saved"
          >
            <DownIcon />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {recent.length > 0 && <Menu.Label>Recent</Menu.Label>}
          {recent.slice(0, SHOWN).map((entry) => (
            <Entry key={entry} text={entry} onApply={onApply} />
          ))}
          {saved.length > 0 && <Menu.Label>Saved</Menu.Label>}
          {saved.slice(0, SHOWN).map(({ name, text: entry }) => (
            <Entry key={name} name={name} text={entry} onApply={onApply} />
          ))}
          {recent.length + saved.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setManaging(true)}>Saved expressions…</Menu.Item>
          <Menu.Item disabled={recent.length === 0} onClick={forgetRecent}>
            Forget the recent ones
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={managing}
        onClose={() => setManaging(false)}
        title="Saved expressions"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <SavedExpressions text={text} onApply={onApply} onClose={() => setManaging(false)} />
      </Modal>
    </>
  )
}

function Entry({ name, text, onApply }: { name?: string; text: string; onApply: (text: string) => void }) {
  const shown = escapeCaptureText(text, 300)
  return (
    <Menu.Item title={shown} onClick={() => onApply(text)}>
      <span className={classes.entry}>
        {name !== undefined && <strong>{escapeCaptureText(name, 80)}</strong>}
        <code>{shown}</code>
      </span>
    </Menu.Item>
  )
}

function SavedExpressions(props: { text: string; onApply: (text: string) => void; onClose: () => void }) {
  const { saved } = useKept()
  const [name, setName] = useState('')
  const [notice, setNotice] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const load = async (file: File | undefined) => {
    if (file === undefined) return
    try {
      if (file.size > LARGEST_FILE) throw new Error('it is too large')
      const count = importSaved(await file.text())
      setNotice(count === 0 ? 'No expressions in this file.' : `${count} loaded.`)
    } catch (error) {
      setNotice(`This file could not be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <div className={kept.panel}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '' || props.text.trim() === '') return
          saveExpression(name.trim(), props.text.trim())
          setName('')
          setNotice('Saved.')
        }}
      >
        <TextInput
          size="xs"
          aria-label="Name"
          placeholder={props.text.trim() === '' ? 'Type an expression first' : 'Name for the expression'}
          maxLength={80}
          value={name}
          disabled={props.text.trim() === ''}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <code className={classes.current}>{escapeCaptureText(props.text, 300)}</code>
        <Button type="submit" disabled={name.trim() === '' || props.text.trim() === ''}>
          Save
        </Button>
      </form>
      <ul className={kept.list}>
        {saved.map(({ name: own, text }) => (
          <li key={own}>
            <button
              type="button"
              className={`${kept.use} ${classes.use}`}
              onClick={() => {
                props.onApply(text)
                props.onClose()
              }}
            >
              <strong>{escapeCaptureText(own, 80)}</strong>
              <code>{escapeCaptureText(text, 300)}</code>
            </button>
            <button
              type="button"
              className={icons.icon}
              aria-label={`Remove ${escapeCaptureText(own, 80)}`}
              onClick={() => removeSaved(own)}
            >
              <CrossIcon />
            </button>
          </li>
        ))}
      </ul>
      {saved.length === 0 && <p className={kept.none}>Nothing is saved yet. What is saved stays in this browser.</p>}
      <div className={kept.actions}>
        <Button
          disabled={saved.length === 0}
          onClick={() => saveBlob(new Blob([exportSaved()], { type: 'application/json' }), 'capscope-expressions.json')}
        >
          Save to a file
        </Button>
        <Button onClick={() => input.current?.click()}>Load from a file…</Button>
        <span role="status">{notice}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label="File with expressions"
          onChange={(event) => {
            void load(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
    </div>
  )
}
