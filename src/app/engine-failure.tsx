import { Button } from '@mantine/core'
import { openFiles, useCapture } from '../state/capture-store.ts'
import classes from './engine-failure.module.css'

/** Over the view when the engine is gone: what is still shown is what it said last. */
export function EngineFailure() {
  const failure = useCapture((state) => state.failure)
  const files = useCapture((state) => state.files)
  if (failure === null) return null
  return (
    <div className={classes.failure} role="alert">
      <span>{failure}</span>
      <Button onClick={() => void openFiles(files)}>Open the files again</Button>
    </div>
  )
}
