/** A folder may hold anything: at most so many files and so deep. */
const FILES_MAX = 20_000
const DEPTH_MAX = 32

/**
 * The files of a drop, also those in dropped folders, in the order of their paths. Takes what it needs from `transfer`
 * at once: a browser empties it when the event is over.
 */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = Array.from(transfer.items).filter((item) => item.kind === 'file')
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  return collect(entries)
}

async function collect(entries: { entry: FileSystemEntry | null; file: File | null }[]): Promise<File[]> {
  const files: File[] = []
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, 0, files)
    else if (file !== null) files.push(file)
  }
  return files
}

async function walk(folder: FileSystemDirectoryEntry, depth: number, files: File[]): Promise<void> {
  const entries = await readAll(folder)
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (files.length >= FILES_MAX) return
    if (entry.name.startsWith('.')) continue
    if (entry.isFile) files.push(await fileOf(entry as FileSystemFileEntry))
    else if (depth < DEPTH_MAX) await walk(entry as FileSystemDirectoryEntry, depth + 1, files)
  }
}

async function readAll(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  // A reader answers some hundred entries at a time and an empty list at the end.
  while (entries.length < FILES_MAX) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    entries.push(...some)
  }
  return entries
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}
