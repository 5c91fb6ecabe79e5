import { useEffect, useState } from 'react'
import type { FieldDescription } from '../engine/expression/search.ts'
import { callEngine, useCapture } from './capture-store.ts'

/** Every field that expressions may name, as far as it may have values in what is open; none until the engine has told. */
export function useFields(): { fields: readonly FieldDescription[]; error: string | null } {
  const [told, setTold] = useState<{ fields: readonly FieldDescription[]; error: string | null }>({
    fields: [],
    error: null,
  })
  // With what is open changes which logs have fields.
  const opened = useCapture((state) => `${state.opened} ${state.progress.state}`)
  useEffect(() => {
    let wanted = opened !== ''
    callEngine('fields').then(
      (fields) => wanted && setTold({ fields, error: null }),
      (error: unknown) =>
        wanted && setTold({ fields: [], error: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      wanted = false
    }
  }, [opened])
  return told
}
