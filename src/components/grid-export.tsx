import { Menu } from '@mantine/core'
import { SaveIcon } from './icons.tsx'
import classes from './grid.module.css'

/** How a whole list can be saved. */
export type ListFileFormat = 'csv' | 'json' | 'ndjson'

const FORMATS: readonly { format: ListFileFormat; label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON' },
  { format: 'ndjson', label: 'NDJSON' },
]

/** A button in the corner of a grid: saves every row, in the order in which it shows them. */
export function GridExport(props: { label: string; disabled: boolean; onExport: (format: ListFileFormat) => void }) {
  const { label, disabled, onExport } = props
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className={classes.export}
          aria-label={`Export: ${label}`}
          title="Export every row of this list"
          disabled={disabled}
        >
          <SaveIcon />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, label: name }) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            Save as {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
