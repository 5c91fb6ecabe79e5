import { formatBytes, formatCount } from '../components/units.ts'
import { useCapture } from '../state/capture-store.ts'
import { cancelExport, forgetOutcome, useExports } from '../state/exports.ts'
import classes from './status-bar.module.css'

/** The export under way, with a way out; then what came of it. */
export function ExportProgress() {
  const { running, outcome } = useExports()
  const again = useCapture((state) => state.progress.again)
  const exporting = useCapture((state) => state.progress.exporting)
  if (running !== null) {
    const done = exporting?.done ?? again?.bytesRead ?? 0
    const total = exporting?.total ?? again?.bytesTotal ?? 0
    const amounts =
      exporting !== undefined
        ? `: ${formatCount(done)} of ${formatCount(total)} rows`
        : again !== undefined
          ? `: ${formatBytes(done)} of ${formatBytes(total)} read again`
          : '…'
    return (
      <>
        <progress className={classes.progress} max={1} value={total > 0 ? done / total : 0} aria-label="Exporting" />
        <span className={classes.steady}>
          Exporting {running}
          {amounts}
        </span>
        <button type="button" className={classes.cancel} onClick={() => void cancelExport()}>
          Cancel the export
        </button>
      </>
    )
  }
  if (outcome === null) return null
  return (
    <span className={classes.outcome}>
      <span
        className={outcome.failed ? classes.bad : undefined}
        role={outcome.failed ? 'alert' : 'status'}
        title={outcome.text}
      >
        {outcome.text}
      </span>
      <button type="button" className={classes.cancel} onClick={forgetOutcome}>
        OK
      </button>
    </span>
  )
}
