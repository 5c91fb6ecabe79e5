import { closeSync, existsSync, openSync, unlinkSync, writeSync } from 'node:fs'
import type { CaptureFormatName } from '../engine/capture-export.ts'
import type { Selection } from '../engine/engine-api.ts'
import type { Engine } from '../engine/engine.ts'

/** What an export wrote, or why nothing; part of the document. */
export type ExportReport = { file: string | null; format: string; packets: number; bytes: number; error: string | null }

/** Writes the selection of what the engine has read. A file that it could not finish is removed. */
export async function exportFile(
  engine: Engine,
  format: CaptureFormatName,
  output: string | undefined,
  selection: Selection,
): Promise<ExportReport> {
  const file = output ?? freeName(engine.exportName(selection, format))
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'w')
    const to = descriptor
    const { packets, bytes } = await engine.writeCapture({ format, ...selection }, (chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(to, chunk, at)
    })
    closeSync(descriptor)
    return { file, format, packets, bytes, error: null }
  } catch (error) {
    if (descriptor !== null) {
      closeSync(descriptor)
      unlinkSync(file)
    }
    return { file: null, format, packets: 0, bytes: 0, error: error instanceof Error ? error.message : String(error) }
  }
}

/** What we name ourselves never replaces a file. */
function freeName(name: string): string {
  const dot = name.lastIndexOf('.')
  for (let i = 2, free = name; ; free = `${name.slice(0, dot)} (${i++})${name.slice(dot)}`)
    if (!existsSync(free)) return free
}
