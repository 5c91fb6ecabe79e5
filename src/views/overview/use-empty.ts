import { useCapture } from '../../state/capture-store.ts'
import { useSelection } from '../../state/selection-store.ts'

/** What a card says when it has nothing: 'No DNS lookups' so far, in the selection, or in the capture. */
export function useEmpty(what: string): string {
  const reading = useCapture((state) => state.progress.state === 'reading')
  const place = useSelection(({ expression, timeRange }) =>
    expression !== '' ? ' in what is selected' : timeRange !== null ? ' in this time' : '',
  )
  return `${what}${reading ? ' so far' : place}.`
}
