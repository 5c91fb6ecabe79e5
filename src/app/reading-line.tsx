import { useCapture } from '../state/capture-store.ts'
import classes from './reading-line.module.css'

/** A hairline under the header that grows while files are read. It takes no room: nothing moves when it goes. */
export function ReadingLine() {
  const { state, bytesRead, bytesTotal } = useCapture((capture) => capture.progress)
  if (state !== 'reading') return null
  return (
    <div className={classes.line} style={{ transform: `scaleX(${bytesTotal > 0 ? bytesRead / bytesTotal : 0})` }} />
  )
}
