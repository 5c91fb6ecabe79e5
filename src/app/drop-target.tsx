import { useEffect, useState } from 'react'
import { openFiles, notOpened } from '../state/capture-store.ts'
import { droppedFiles } from './dropped-files.ts'
import classes from './drop-target.module.css'

async function open(dropped: Promise<File[]>): Promise<void> {
  try {
    const files = await dropped
    if (files.length > 0) await openFiles(files)
    else notOpened('There is no file in what was dropped.')
  } catch (error) {
    notOpened(`What was dropped cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The whole page takes files and folders; what is dropped replaces what is open. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth++
      setOver(true)
    }
    const hover = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      // Otherwise the browser would leave the page and show the file.
      event.preventDefault()
      depth = 0
      setOver(false)
      if (event.dataTransfer === null) return
      if (event.dataTransfer.types.includes('Files')) void open(droppedFiles(event.dataTransfer))
    }
    addEventListener('dragenter', enter)
    addEventListener('dragover', hover)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragover', hover)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])
  return over ? (
    <div className={classes.over}>
      <span>Drop to open</span>
    </div>
  ) : null
}
