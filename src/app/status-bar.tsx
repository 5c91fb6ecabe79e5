import { LockIcon } from '../components/icons.tsx'
import {
  exactBytes,
  formatByteRate,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
} from '../components/units.ts'
import type { CaptureStatus } from '../engine/analysis/status.ts'
import type { Progress } from '../engine/engine-api.ts'
import { callEngine, cancelReading, useCapture } from '../state/capture-store.ts'
import { cancelSearch } from '../state/search.ts'
import { useSelection } from '../state/selection-store.ts'
import { useFollowing } from '../state/following.ts'
import { useAnalysis } from '../state/use-analysis.ts'
import { useExports } from '../state/exports.ts'
import { ExportProgress } from './export-progress.tsx'
import { FollowControl } from './follow-control.tsx'
import classes from './status-bar.module.css'

export function StatusBar() {
  const progress = useCapture((state) => state.progress)
  const failure = useCapture((state) => state.failure)
  const notice = useCapture((state) => state.notice)
  return (
    <footer className={classes.bar}>
      {notice !== null && (
        <strong className={classes.bad} role="status">
          {notice}
        </strong>
      )}
      <ExportProgress />
      {failure !== null ? (
        <span className={classes.bad}>{failure}</span>
      ) : progress.state === 'empty' ? (
        <span>Nothing is open</span>
      ) : progress.state === 'reading' ? (
        <Reading progress={progress} />
      ) : (
        <WasRead progress={progress} />
      )}
      <span className={classes.rest} />
      <span
        className={classes.promise}
        title="The page's own policy (Content-Security-Policy) forbids every connection"
      >
        <LockIcon />
        Nothing leaves this computer
      </span>
    </footer>
  )
}

function Reading({ progress }: { progress: Progress }) {
  const { bytesRead, bytesTotal, packets, elapsed } = progress
  const rate = elapsed > 0 ? (bytesRead / elapsed) * 1000 : 0
  // Before that the rate says nothing yet.
  const left = elapsed > 400 && rate > 0 ? (bytesTotal - bytesRead) / rate : null
  return (
    <>
      <progress
        className={classes.progress}
        max={1}
        value={bytesTotal > 0 ? bytesRead / bytesTotal : 0}
        aria-label="Reading"
      />
      <span className={classes.steady}>
        {formatBytes(bytesRead)} of {formatBytes(bytesTotal)}
      </span>
      <span className={classes.steady}>{formatCount(packets)} packets</span>
      <span>{formatByteRate(rate)}</span>
      {left !== null && <span>{formatDuration(Math.max(1, Math.ceil(left)))} left</span>}
      <button type="button" className={classes.cancel} onClick={() => void cancelReading()}>
        Cancel
      </button>
    </>
  )
}

/** Of packets; where there are only logs, of sessions. */
function shareOf(displayed: CaptureStatus, whole: CaptureStatus): string {
  const key = whole.records > 0 ? 'sessions' : 'frames'
  const words = whole.records > 0 ? ' sessions' : ''
  const share = whole[key] > 0 ? displayed[key] / whole[key] : 0
  return `${formatCount(displayed[key])}${words} (${formatPercent(share)})`
}

/** For an expression on what no table holds, or for a packet in a packed file. */
function ReadingAgain({ again }: { again: NonNullable<Progress['again']> }) {
  const { of, bytesRead, bytesTotal } = again
  const words = of === 'fields' ? 'Searching the packets' : 'Reading packets again'
  const cancel = of === 'fields' ? cancelSearch : async () => callEngine('cancel')
  return (
    <>
      <progress
        className={classes.progress}
        max={1}
        value={bytesTotal > 0 ? bytesRead / bytesTotal : 0}
        aria-label={words}
      />
      <span className={classes.steady}>
        {words}: {formatBytes(bytesRead)} of {formatBytes(bytesTotal)}
      </span>
      <button type="button" className={classes.cancel} onClick={() => void cancel().catch(() => undefined)}>
        Cancel
      </button>
    </>
  )
}

function WasRead({ progress }: { progress: Progress }) {
  const { state, packets, bytesRead, bytesTotal, elapsed } = progress
  const selected = useSelection((state) => state.timeRange !== null || state.expression !== '')
  const whole = useAnalysis('status', {}, 'all').result
  const { result: displayed, pending } = useAnalysis('status')
  const isExporting = useExports((state) => state.running !== null)
  const isFollowing = useFollowing((state) => state.phase !== 'off')
  const seconds = elapsed / 1000
  return (
    <>
      {state === 'cancelled' && (
        <strong className={classes.partial}>
          Partial: cancelled after {formatBytes(bytesRead)} of {formatBytes(bytesTotal)}
        </strong>
      )}
      {state !== 'cancelled' && whole?.warnings.some((warning) => warning.fatal) === true && (
        <strong className={classes.partial}>Partial: a file was not read to its end</strong>
      )}
      {(packets > 0 || whole === undefined || whole.records === 0) && <span>Packets {formatCount(packets)}</span>}
      {whole !== undefined && whole.records > 0 && <span>Records {formatCount(whole.records)}</span>}
      {progress.again !== undefined && !isExporting && <ReadingAgain again={progress.again} />}
      {selected && displayed !== undefined && whole !== undefined && (
        <span>Displayed {pending ? '…' : shareOf(displayed, whole)}</span>
      )}
      {whole !== undefined && (
        <>
          <span title={exactBytes(whole.bytes)}>{formatBytes(whole.bytes)}</span>
          <span title={`${whole.duration} s`}>{formatDuration(whole.duration)}</span>
        </>
      )}
      {!isFollowing && (
        <span title={`${exactBytes(bytesRead)} in ${Math.round(elapsed)} ms`}>
          Read in {formatDuration(seconds)}
          {seconds > 0 && `, ${formatByteRate(bytesRead / seconds)}`}
        </span>
      )}
      <FollowControl />
    </>
  )
}
