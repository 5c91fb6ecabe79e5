import { create } from 'zustand'
import type { CsvMapping } from '../engine/formats/csv-mapping.ts'
import { callEngine, useCapture } from './capture-store.ts'
import { declineHeader, forgetHeader, isSameHeader, keepMapping, useCsvMappings } from './csv-mappings.ts'
import { reopenFiles } from './following.ts'

/** A table of CSV, by its number in logs(). */
export type CsvTable = { log: number; name: string }

/** The table whose columns a person is asked for. */
export const useCsvPrompt = create<{ table: CsvTable | null }>(() => ({ table: null }))

/** Headers about which a person was asked since the page was opened: who closes the dialog is not asked again. */
const asked: (readonly string[])[] = []

useCapture.subscribe(({ opened, progress }, former) => {
  if (opened !== former.opened) useCsvPrompt.setState({ table: null })
  if (progress.state === 'done' && former.progress.state === 'reading') void offerColumns(opened)
})

/** Asks when there is a table that may be one of flows, but nobody has said how. */
async function offerColumns(opened: number): Promise<void> {
  try {
    const logs = await callEngine('logs')
    for (const { log, name, format, path } of logs) {
      if (!format.startsWith('csv') || path === 'conn' || path === null) continue
      const { header, guess } = await callEngine('csvSample', { log })
      const isKnown = [...useCsvMappings.getState().declined, ...asked].some((other) => isSameHeader(other, header))
      const hasAddresses = guess.columns['id.orig_h'] !== undefined && guess.columns['id.resp_h'] !== undefined
      if (isKnown || !hasAddresses) continue
      if (opened !== useCapture.getState().opened || useCsvPrompt.getState().table !== null) return
      asked.push(header)
      useCsvPrompt.setState({ table: { log, name } })
      return
    }
  } catch {
    // What cannot be read has had its warning, and nobody has asked.
  }
}

export function askForColumns(table: CsvTable): void {
  useCsvPrompt.setState({ table })
}

export function closePrompt(): void {
  useCsvPrompt.setState({ table: null })
}

/** Tables with this header are read so from now on, and what is open is read anew. */
export async function applyMapping(mapping: CsvMapping): Promise<void> {
  closePrompt()
  keepMapping(mapping)
  await reopenFiles()
}

/** Tables with this header are no flows. */
export async function declineMapping(header: readonly string[]): Promise<void> {
  const wasMapped = isMapped(header)
  closePrompt()
  declineHeader(header)
  if (wasMapped) await reopenFiles()
}

/** Whoever opens such a table is asked again. */
export async function forgetMapping(header: readonly string[]): Promise<void> {
  const wasMapped = isMapped(header)
  closePrompt()
  forgetHeader(header)
  if (wasMapped) await reopenFiles()
}

function isMapped(header: readonly string[]): boolean {
  return useCsvMappings.getState().mappings.some((known) => isSameHeader(known.header, header))
}
