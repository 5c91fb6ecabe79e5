import { useEffect, useState } from 'react'
import type { FieldDescription } from '../engine/expression/search.ts'
import { callEngine } from './capture-store.ts'

/** Every field that expressions may name; none until the engine has told. */
export function useFields(): { fields: readonly FieldDescription[]; error: string | null } {
  const [told, setTold] = useState<{ fields: readonly FieldDescription[]; error: string | null }>({
    fields: [],
    error: null,
  })
  useEffect(() => {
    let wanted = true
    callEngine('fields').then(
      (fields) => wanted && setTold({ fields, error: null }),
      (error: unknown) =>
        wanted && setTold({ fields: [], error: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      wanted = false
    }
  }, [])
  return told
}
