import { useCapture } from '../state/capture-store.ts'
import classes from './reading-line.module.css'

/** A hairline under the header that grows while files are read, also when they are read again for an expression. It takes no room: nothing moves when it goes. */
export function ReadingLine() {
  const progress = useCapture((capture) => capture.progress)
  const { bytesRead, bytesTotal } = progress.again ?? progress
  if (progress.state !== 'reading' && progress.again === undefined) return null
  return (
    <div className={classes.line} style={{ transform: `scaleX(${bytesTotal > 0 ? bytesRead / bytesTotal : 0})` }} />
  )
}
