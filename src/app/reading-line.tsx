import { useCapture } from '../state/capture-store.ts'
import classes from './reading-line.module.css'

/** A hairline under the header that grows while files are read, also when they are read again or rows are exported. It takes no room: nothing moves when it goes. */
export function ReadingLine() {
  const progress = useCapture((capture) => capture.progress)
  const { again, exporting } = progress
  if (progress.state !== 'reading' && again === undefined && exporting === undefined) return null
  const { bytesRead, bytesTotal } = again ?? progress
  const [done, total] =
    progress.state !== 'reading' && exporting !== undefined
      ? [exporting.done, exporting.total]
      : [bytesRead, bytesTotal]
  return <div className={classes.line} style={{ transform: `scaleX(${total > 0 ? done / total : 0})` }} />
}
