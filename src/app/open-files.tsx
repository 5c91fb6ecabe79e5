import { useRef, type ReactNode } from 'react'
import { addFiles, openFiles } from '../state/capture-store.ts'

/** Asks the person for files (or a folder) and opens them in place of what is open, or beside it. */
export function useFilePicker(add: boolean): { pickFiles: () => void; pickFolder: () => void; inputs: ReactNode } {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    const chosen = Array.from(input.files ?? []).filter((file) => !file.name.startsWith('.'))
    // The same file can be chosen again.
    input.value = ''
    if (chosen.length > 0) void (add ? addFiles(chosen) : openFiles(chosen))
  }
  return {
    pickFiles: () => files.current?.click(),
    pickFolder: () => folder.current?.click(),
    inputs: (
      <>
        <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
        <input
          ref={folder}
          type="file"
          {...{ webkitdirectory: '' }}
          hidden
          onChange={(event) => take(event.currentTarget)}
        />
      </>
    ),
  }
}
