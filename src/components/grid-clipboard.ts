import { useState } from 'react'
import type { FetchPage, GridColumn } from './grid-column.ts'
import { copyText, type rowsToCsv } from './grid-copy.ts'
import { formatCount } from './units.ts'

/** Rows that one copy may hold. */
const COPY_MAX = 50_000
const REFUSED = 'The browser did not let the page use the clipboard'

export type GridClipboard = {
  /** What the last copy did, for the status line. */
  notice: string
  copyRows: (from: number, to: number, write: typeof rowsToCsv) => Promise<void>
  copyValue: (text: string) => Promise<void>
}

/** Copies rows, also those that are not on screen: they are fetched for it. */
export function useGridClipboard<Row>(
  columns: readonly GridColumn<Row>[],
  fetchPage: FetchPage<Row>,
  order: string | undefined,
): GridClipboard {
  const [notice, setNotice] = useState('')
  return {
    notice,
    copyRows: async (from, to, write) => {
      const wanted = to - from + 1
      if (wanted <= 0) return
      try {
        const { rows } = await fetchPage(from, Math.min(wanted, COPY_MAX), order)
        const cut = wanted > COPY_MAX ? `, the first of ${formatCount(wanted)}` : ''
        const copied = `${formatCount(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} copied${cut}`
        setNotice((await copyText(write(columns, rows))) ? copied : REFUSED)
      } catch (error) {
        setNotice(`Nothing copied: ${error instanceof Error ? error.message : String(error)}`)
      }
    },
    copyValue: async (text) => setNotice((await copyText(text)) ? 'Value copied' : REFUSED),
  }
}
