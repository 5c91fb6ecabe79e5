import type { Progress } from '../engine/engine-api.ts'
import { useCapture } from './capture-store.ts'

/** What a list without rows says: nothing can be missing from a file that is not read to its end. */
export function emptyText(text: string, state: Progress['state']): string {
  if (state === 'reading') return 'Nothing so far: the file is still being read.'
  if (state === 'cancelled') return `${text} Reading was cancelled: what comes later in the file is not known.`
  if (state === 'failed') return `${text} Reading failed before the end of the file.`
  return text
}

export function useEmptyText(text: string): string {
  const state = useCapture((capture) => capture.progress.state)
  const searching = useCapture((capture) => capture.progress.again?.of === 'fields')
  return searching ? 'The packets are being searched.' : emptyText(text, state)
}
