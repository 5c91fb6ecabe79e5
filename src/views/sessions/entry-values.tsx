import { useState } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { formatCount } from '../../components/units.ts'
import { fieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { SessionEntry } from '../../engine/analysis/session-details.ts'
import classes from './sessions-view.module.css'

/** Values shown before "more": Arkime's number. */
const SHOWN = 25

/** The values of one entry, each a handle; long lists are cut until somebody asks for more. */
export function EntryValues({ entry: { field, values, more } }: { entry: SessionEntry }) {
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, SHOWN)
  return (
    <>
      {shown.map((value, at) => (
        <span key={value}>
          <ValueHandle value={field === null ? null : fieldValue(field, value)}>
            <CaptureText text={value} max={90} />
          </ValueHandle>
          {at < shown.length - 1 && ', '}
        </span>
      ))}
      {values.length > SHOWN && (
        <button type="button" className={classes.more} onClick={() => setAll(!all)}>
          {all ? 'less' : `${formatCount(values.length - SHOWN)} more`}
        </button>
      )}
      {all && more > 0 && <span className={classes.rows}> and {formatCount(more)} others</span>}
    </>
  )
}
