import { ActionIcon, Menu } from '@mantine/core'
import { CaptureText } from '../components/capture-text.tsx'
import { ClockIcon, CrossIcon, Mark, PlusIcon } from '../components/icons.tsx'
import { escapeCaptureText } from '../components/escape-text.ts'
import { exactBytes, formatBytes, formatDuration, formatTimeRange } from '../components/units.ts'
import { removeFile, useCapture } from '../state/capture-store.ts'
import { setTimeRange, useSelection } from '../state/selection-store.ts'
import { ExportMenu } from './export-menu.tsx'
import { HelpButton } from './help-button.tsx'
import { useFilePicker } from './open-files.tsx'
import { SearchBar } from './search-bar.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { WatchlistButton } from './watchlist-button.tsx'
import classes from './header.module.css'
import icons from './icon-button.module.css'

/** More files than this are counted instead of shown. */
const CHIPS = 3

export function Header() {
  const files = useCapture((state) => state.files)
  const { pickFiles, pickFolder, inputs } = useFilePicker(true)
  return (
    <header className={classes.header}>
      <span className={classes.brand}>
        <Mark />
        Capscope
      </span>
      {files.slice(0, files.length > CHIPS + 1 ? CHIPS : CHIPS + 1).map((file, at) => (
        <FileChip key={`${at} ${file.name}`} file={file} onRemove={() => void removeFile(at)} />
      ))}
      {files.length > CHIPS + 1 && <MoreFiles files={files} />}
      {files.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon aria-label="Add files to this capture" title="Add files to this capture">
              <PlusIcon />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={pickFiles}>Add files…</Menu.Item>
            <Menu.Item onClick={pickFolder}>Add a folder…</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {inputs}
      {files.length > 0 ? <SearchBar /> : <span className={classes.rest} />}
      <TimeRangeChip />
      {files.length > 0 && <ExportMenu />}
      <WatchlistButton />
      <HelpButton />
      <SchemeSwitch />
    </header>
  )
}

function FileChip({ file, onRemove }: { file: File; onRemove: () => void }) {
  const name = escapeCaptureText(file.name, 300)
  return (
    <span className={classes.chip} title={`${name}\n${exactBytes(file.size)}`}>
      <CaptureText text={file.name} max={36} />
      <span className={classes.faint}>{formatBytes(file.size)}</span>
      <button
        type="button"
        className={`${icons.icon} ${classes.cross}`}
        aria-label={`Close ${name}`}
        title="Close"
        onClick={onRemove}
      >
        <CrossIcon />
      </button>
    </span>
  )
}

function MoreFiles({ files }: { files: readonly File[] }) {
  const rest = files.slice(CHIPS)
  const names = rest.slice(0, 40).map((file) => escapeCaptureText(file.name, 100))
  if (rest.length > names.length) names.push('…')
  return (
    <span className={classes.chip} title={names.join('\n')}>
      and {rest.length} more
      <span className={classes.faint}>{formatBytes(rest.reduce((sum, file) => sum + file.size, 0))}</span>
    </span>
  )
}

function TimeRangeChip() {
  const range = useSelection((state) => state.timeRange)
  if (range === null) return null
  const digits = range.to - range.from < 10 ? 3 : 0
  return (
    <span className={classes.chip} title="Every view shows only what happened in this time">
      <ClockIcon />
      {formatTimeRange(range.from, range.to, digits)}
      <span className={classes.faint}>{formatDuration(range.to - range.from)}</span>
      <button
        type="button"
        className={`${icons.icon} ${classes.cross}`}
        aria-label="Clear the time range"
        title="Clear the time range"
        onClick={() => setTimeRange(null)}
      >
        <CrossIcon />
      </button>
    </span>
  )
}
