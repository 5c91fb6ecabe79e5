import { callEngine, useCapture } from '../state/capture-store.ts'
import { samples } from './samples.ts'

/** Milliseconds after the page is there, where the browser does not tell when it is idle. */
const SOON = 300

/** Lets the engine read the samples while the person looks for a file: it is compiled when that is opened. */
export function warmEngine(): () => void {
  let isOver = false
  const warm = async () => {
    const files = await Promise.all(samples.map(({ load }) => load()))
    if (!isOver && useCapture.getState().progress.state === 'empty') await callEngine('warmUp', files)
  }
  const timer = setTimeout(() => {
    // An engine that cannot start is told elsewhere.
    warm().catch(() => {})
  }, SOON)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
