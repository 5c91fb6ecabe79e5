import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { copyText } from '../components/grid-copy.ts'
import { escapeCaptureText } from '../components/escape-text.ts'
import { CrossIcon, EyeIcon } from '../components/icons.tsx'
import { formatNumberOf } from '../components/units.ts'
import { applyCondition } from '../state/search.ts'
import { anyWatched, clearWatchlist, unwatch, useWatchlist } from '../state/watchlist.ts'
import icons from './icon-button.module.css'
import kept from './kept-list.module.css'
import classes from './watchlist-button.module.css'

/** How many values are watched, once there are any, and the list of them. */
export function WatchlistButton() {
  const entries = useWatchlist((state) => state.entries)
  const [open, setOpen] = useState(false)
  return (
    <>
      {entries.length > 0 && (
        <button
          type="button"
          className={classes.open}
          aria-label={`Watchlist: ${formatNumberOf(entries.length, 'value')}`}
          title="Values on the watchlist"
          onClick={() => setOpen(true)}
        >
          <EyeIcon />
          {entries.length}
        </button>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="Watchlist"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Watched onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Watched({ onClose }: { onClose: () => void }) {
  const entries = useWatchlist((state) => state.entries)
  const [notice, setNotice] = useState('')
  const apply = (condition: string) => {
    void applyCondition('selected', condition)
    onClose()
  }
  const copy = async () => {
    const copied = await copyText(entries.map(({ condition }) => condition).join('\n'))
    setNotice(
      copied
        ? `${formatNumberOf(entries.length, 'line')} copied.`
        : 'The browser did not let the page use the clipboard.',
    )
  }
  return (
    <div className={kept.panel}>
      {entries.length === 0 ? (
        <p className={kept.none}>Nothing is watched. The menu of any value adds it.</p>
      ) : (
        <ul className={kept.list} aria-label="Watched values">
          {entries.map(({ condition }) => {
            const shown = escapeCaptureText(condition, 300)
            return (
              <li key={condition}>
                <button
                  type="button"
                  className={`${kept.use} ${classes.use}`}
                  title="Apply as filter"
                  onClick={() => apply(condition)}
                >
                  <code>{shown}</code>
                </button>
                <button
                  type="button"
                  className={icons.icon}
                  aria-label={`Remove ${shown}`}
                  onClick={() => unwatch(condition)}
                >
                  <CrossIcon />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <p className={kept.none}>The list stays in this browser, for every capture, until you clear it.</p>
      <div className={kept.actions}>
        <Button disabled={entries.length === 0} onClick={() => apply(anyWatched(entries))}>
          Show what has any of them
        </Button>
        <Button disabled={entries.length === 0} onClick={() => void copy()}>
          Copy the list
        </Button>
        <Button disabled={entries.length === 0} onClick={clearWatchlist}>
          Clear
        </Button>
        <span role="status">{notice}</span>
      </div>
    </div>
  )
}
