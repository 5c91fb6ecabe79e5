import { useCallback, useEffect, useRef, useState } from 'react'
import type { FetchPage } from './grid-column.ts'

/** Rows asked for at once; windows are whole blocks, so that scrolling by a row asks for nothing. */
const BLOCK = 100
/** Blocks kept outside the window. */
const KEPT = 40

type Blocks<Row> = { identity: string; total: number; byBlock: Map<number, Row[]> }

export type GridRows<Row> = {
  total: number
  /** undefined while it has not arrived. */
  row: (index: number) => Row | undefined
  /** No answer to this question has come yet; what `row` gives answers the former one. */
  pending: boolean
  error: string | null
}

/**
 * The rows of a grid, fetched by windows. When the question changes (`sourceKey`, `order`) the former rows stay until
 * the first new window is there; when only `version` changes the visible rows are asked for again, in place.
 */
export function useGridRows<Row>(
  fetchPage: FetchPage<Row>,
  sourceKey: string,
  version: number,
  order: string | undefined,
  first: number,
  last: number,
): GridRows<Row> {
  const identity = `${order ?? ''} ${sourceKey}`
  const [blocks, setBlocks] = useState<Blocks<Row>>({ identity: '', total: 0, byBlock: new Map() })
  const [failure, setFailure] = useState<{ identity: string; message: string } | null>(null)
  const state = useRef({ identity: '', version: -1, fresh: new Set<number>(), busy: new Set<number>() })

  useEffect(() => {
    const now = state.current
    if (now.identity !== identity) {
      state.current = { identity, version, fresh: new Set(), busy: new Set() }
    } else if (now.version !== version) {
      now.version = version
      now.fresh.clear()
    }
    const asked = state.current
    const load = (block: number) => {
      const at = asked.version
      asked.busy.add(block)
      const arrive = (answer: { total: number; rows: Row[] } | null, message: string | null) => {
        asked.busy.delete(block)
        if (state.current !== asked) return
        if (answer !== null) {
          if (asked.version === at) asked.fresh.add(block)
          setBlocks((former) => {
            const byBlock = new Map(former.identity === identity ? former.byBlock : [])
            byBlock.delete(block)
            byBlock.set(block, answer.rows)
            for (const old of byBlock.keys()) {
              if (byBlock.size <= KEPT) break
              byBlock.delete(old)
              asked.fresh.delete(old)
            }
            return { identity, total: answer.total, byBlock }
          })
        }
        setFailure(message === null ? null : { identity, message })
        // The version moved on while this block was on its way: its rows are a little old, ask once more.
        if (message === null && asked.version !== at) load(block)
      }
      fetchPage(block * BLOCK, BLOCK, order).then(
        (answer) => arrive(answer, null),
        (error: unknown) => arrive(null, error instanceof Error ? error.message : String(error)),
      )
    }
    for (let block = Math.floor(first / BLOCK); block <= Math.floor(Math.max(first, last) / BLOCK); block++) {
      if (!asked.fresh.has(block) && !asked.busy.has(block)) load(block)
    }
  }, [fetchPage, identity, version, order, first, last])

  const { byBlock } = blocks
  const row = useCallback((index: number) => byBlock.get(Math.floor(index / BLOCK))?.[index % BLOCK], [byBlock])
  return {
    total: blocks.total,
    row,
    pending: blocks.identity !== identity,
    error: failure?.identity === identity ? failure.message : null,
  }
}
