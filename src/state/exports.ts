import { create } from 'zustand'
import type { ExportedFile } from '../engine/engine-api.ts'
import { callEngine, useCapture } from './capture-store.ts'
import { saveBlob } from './save-blob.ts'

export type ExportsState = {
  /** What is being written, in words; null = nothing. */
  running: string | null
  /** What came of the last one. */
  outcome: { text: string; failed: boolean } | null
}

export const useExports = create<ExportsState>(() => ({ running: null, outcome: null }))

let turn = 0
let isCancelled = false

useCapture.subscribe(({ opened }, former) => {
  if (opened === former.opened) return
  // Of what is no longer open nothing is saved.
  turn++
  useExports.setState({ running: null, outcome: null })
})

/** Lets the engine write a file and hands it to the person; one at a time. `what`: 'packets', 'Sessions'. */
export async function saveExport(what: string, ask: () => Promise<ExportedFile>): Promise<void> {
  if (useExports.getState().running !== null) return
  const own = ++turn
  isCancelled = false
  useExports.setState({ running: what, outcome: null })
  const finish = (text: string, failed: boolean) => {
    if (own === turn) useExports.setState({ running: null, outcome: { text, failed } })
  }
  try {
    const { blob, name } = await ask()
    if (own !== turn) return
    saveBlob(blob, name)
    finish(`Saved ${name}`, false)
  } catch (error) {
    if (isCancelled) finish('The export was cancelled', false)
    else finish(`Nothing exported: ${error instanceof Error ? error.message : String(error)}`, true)
  }
}

export async function cancelExport(): Promise<void> {
  isCancelled = true
  await callEngine('cancel')
}

export function forgetOutcome(): void {
  useExports.setState({ outcome: null })
}
