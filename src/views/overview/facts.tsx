import { Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { CaptureText } from '../../components/capture-text.tsx'
import { FileProblems } from '../../components/file-problems.tsx'
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatTime,
  formatTimeRange,
  ZONE,
} from '../../components/units.ts'
import type { FieldValue } from '../../components/value-actions.ts'
import { ValueHandle } from '../../components/value-handle.tsx'
import type { CaptureStatus } from '../../engine/analysis/status.ts'
import type { FileWarning } from '../../engine/tables/capture-tables.ts'
import { useAnalysis } from '../../state/use-analysis.ts'
import classes from './facts.module.css'

/** The capture in one line: how much, how long, when, of what, and what is wrong with it. */
export function Facts() {
  const { result: status, error } = useAnalysis('status')
  return (
    <div className={classes.facts}>
      {error !== null && <span role="alert">{error}</span>}
      {status !== undefined && (
        <>
          {status.records > 0 && <Records status={status} />}
          {status.frames > 0 && (
            <Fact
              value={formatCount(status.frames)}
              title={status.records > 0 ? 'Those that were read, and those that logs count' : undefined}
            >
              {status.frames === 1 ? 'packet' : 'packets'}
            </Fact>
          )}
          {status.bytes > 0 && (
            <Fact
              value={formatBytes(status.bytes)}
              title={`${exactBytes(status.bytes)} on the wire, ${exactBytes(status.caplen)} captured`}
            >
              on the wire
            </Fact>
          )}
          <Fact value={formatCount(status.sessions)}>{status.sessions === 1 ? 'session' : 'sessions'}</Fact>
          <When status={status} />
          <Kinds status={status} />
          <Comments comments={status.comments} />
          <Warnings warnings={status.warnings} />
        </>
      )}
    </div>
  )
}

/** What logs tell, and which. */
function Records({ status: { records, logs } }: { status: CaptureStatus }) {
  const shown = logs.slice(0, 20).map((log) => `${log.file}: ${formatCount(log.records)}`)
  if (logs.length > shown.length) shown.push(`and ${formatCount(logs.length - shown.length)} more`)
  return (
    <Fact value={formatCount(records)} title={shown.join('\n')}>
      log {records === 1 ? 'record' : 'records'}
    </Fact>
  )
}

function Fact({ value, title, children }: { value: string; title?: string | undefined; children?: ReactNode }) {
  return (
    <span title={title}>
      <strong>{value}</strong> {children}
    </span>
  )
}

function When({ status }: { status: CaptureStatus }) {
  const { first_epoch: first, last_epoch: last, duration } = status
  if (first === null || last === null) return status.frames > 0 ? <span>no times in the file</span> : null
  const text = formatTimeRange(first, last, duration < 10 ? 3 : 0)
  return (
    <>
      <Fact value={formatDuration(duration)} title={`${duration} s`} />
      <span title={`${formatTime(first, 9)} ${ZONE}\n${formatTime(last, 9)} ${ZONE}`}>
        <ValueHandle value={spanValue(first, last)} label={text}>
          {text}
        </ValueHandle>
      </span>
    </>
  )
}

function spanValue(first: string, last: string): FieldValue {
  return {
    field: 'frame.time_epoch',
    value: `${first} ${last}`,
    condition: `(frame.time_epoch >= ${first} and frame.time_epoch <= ${last})`,
    span: { from: Number(first), to: Number(last) },
  }
}

function Kinds({ status }: { status: CaptureStatus }) {
  const types = status.link_types.filter(({ frames }) => frames > 0)
  const formats = [...new Set(status.files.map(({ format }) => format))]
  return (
    <>
      {types.length > 0 && (
        <span
          title={types
            .map(({ name, number, frames }) => `${name} (${number}): ${formatCount(frames)} packets`)
            .join('\n')}
        >
          {types
            .slice(0, 2)
            .map(({ name }) => linkTypeLabel(name))
            .join(', ')}
          {types.length > 2 && ` and ${types.length - 2} more`}
        </span>
      )}
      {formats.length > 0 && <span title="File format, by content">{formats.join(', ')}</span>}
    </>
  )
}

/** LINKTYPE_ETHERNET reads Ethernet, LINKTYPE_IEEE802_11_RADIOTAP reads IEEE802_11 RADIOTAP. */
function linkTypeLabel(name: string): string {
  const short = name.replace(/^LINKTYPE_/, '')
  return short === 'ETHERNET' ? 'Ethernet' : short.replaceAll(/_(?=[A-Z])/g, ' ')
}

function Comments({ comments }: { comments: string[] }) {
  const [open, setOpen] = useState(false)
  if (comments.length === 0) return null
  return (
    <>
      <button type="button" className={classes.more} onClick={() => setOpen(true)}>
        {formatNumberOf(comments.length, 'comment')}
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="Comments in the files"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ul className={classes.comments}>
          {comments.slice(0, 500).map((comment, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <CaptureText text={comment} max={2000} />
            </li>
          ))}
        </ul>
      </Modal>
    </>
  )
}

function Warnings({ warnings }: { warnings: readonly FileWarning[] }) {
  const [open, setOpen] = useState(false)
  if (warnings.length === 0) return null
  const fatal = warnings.some((warning) => warning.fatal)
  return (
    <>
      <button type="button" className={classes.warning} data-fatal={fatal || undefined} onClick={() => setOpen(true)}>
        <span aria-hidden>{fatal ? '▲' : '◆'}</span>
        {formatNumberOf(warnings.length, 'warning')}
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title="What is wrong with the files"
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <p>Everything that could be read is shown; these places were skipped or ended a file.</p>
        <FileProblems problems={warnings.slice(0, 1000)} />
        {warnings.length > 1000 && <p>and {formatCount(warnings.length - 1000)} more</p>}
      </Modal>
    </>
  )
}
