import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DownIcon } from './icons.tsx'
import classes from './column-chooser.module.css'

/** A column that may be shown. */
export type ColumnOption = { id: string; label: string; explain?: string | undefined }

/** Options that are listed at once; a search finds the others. */
const LISTED = 60

/** A button that opens a list of columns to show or hide, with a search; all of it by keys. */
export function ColumnChooser(props: {
  options: readonly ColumnOption[]
  /** Found by search only. */
  more?: readonly ColumnOption[]
  shown: readonly string[]
  onToggle: (id: string) => void
  onReset: () => void
}) {
  const { options, more = [], shown, onToggle, onReset } = props
  const [search, setSearch] = useState('')
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = ({ id, label, explain = '' }: ColumnOption) =>
    words.every((word) => `${id} ${label} ${explain}`.toLowerCase().includes(word))
  const chosen = more.filter(({ id }) => shown.includes(id))
  const found = words.length === 0 ? [...options, ...chosen] : [...options, ...more].filter(isFound)
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus transitionProps={{ duration: 0 }} width={320}>
      <Popover.Target>
        <Button rightSection={<DownIcon />}>Columns</Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Columns">
        <TextInput
          size="xs"
          type="search"
          aria-label="Search a column"
          placeholder={more.length > 0 ? 'Search a column or any field' : 'Search a column'}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className={classes.list} role="group" aria-label="Columns">
          {found.slice(0, LISTED).map(({ id, label, explain }) => (
            <Checkbox
              key={id}
              size="xs"
              label={label}
              title={explain}
              checked={shown.includes(id)}
              onChange={() => onToggle(id)}
            />
          ))}
          {found.length === 0 && <p className={classes.note}>No column has these words.</p>}
          {found.length > LISTED && <p className={classes.note}>{found.length - LISTED} more: search for them.</p>}
        </div>
        <div className={classes.foot}>
          <span className={classes.note}>Drag headers to move them.</span>
          <Button onClick={onReset}>Reset</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
