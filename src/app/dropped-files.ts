import { type FileHandle, rememberHandle } from '../state/file-handles.ts'

/** A folder may hold anything: at most so many files and so deep. */
const FILES_MAX = 20_000
const DEPTH_MAX = 32

/**
 * The files of a drop, also those in dropped folders, in the order of their paths. Takes what it needs from `transfer`
 * at once: a browser empties it when the event is over.
 */
export function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = Array.from(transfer.items).filter((item) => item.kind === 'file')
  return collect(
    items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile(), root: handleOf(item) })),
  )
}

type DroppedHandle = FileHandle & {
  kind: 'file' | 'directory'
  getFileHandle(name: string): Promise<FileHandle>
  getDirectoryHandle(name: string): Promise<DroppedHandle>
}

type Dropped = { entry: FileSystemEntry | null; file: File | null; root: Promise<DroppedHandle | null> | null }

/** Null where the browser gives no handles. */
function handleOf(item: DataTransferItem): Promise<DroppedHandle | null> | null {
  const { getAsFileSystemHandle } = item as { getAsFileSystemHandle?: () => Promise<DroppedHandle | null> }
  if (getAsFileSystemHandle === undefined) return null
  const handle = getAsFileSystemHandle.call(item)
  // Only who follows the file wants to know of a failure.
  handle.catch(() => {})
  return handle
}

/** `path`: of a file in a dropped folder, from below the folder on. */
async function handleAt(root: Promise<DroppedHandle | null>, path: readonly string[]): Promise<FileHandle> {
  let at = await root
  if (at === null) throw new Error('the browser gives no handle of what was dropped')
  if (path.length === 0) return at
  for (const folder of path.slice(0, -1)) at = await at.getDirectoryHandle(folder)
  return at.getFileHandle(path[path.length - 1])
}

async function collect(dropped: readonly Dropped[]): Promise<File[]> {
  const files: File[] = []
  for (const { entry, file, root } of dropped) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, [], root, files)
    else if (file !== null) {
      // What a page has made itself and drops has none.
      if (root !== null && (await root.catch(() => null)) !== null) rememberHandle(file, () => handleAt(root, []))
      files.push(file)
    }
  }
  return files
}

async function walk(
  folder: FileSystemDirectoryEntry,
  path: readonly string[],
  root: Dropped['root'],
  files: File[],
): Promise<void> {
  const entries = await readAll(folder)
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (files.length >= FILES_MAX) return
    if (entry.name.startsWith('.')) continue
    const below = [...path, entry.name]
    if (entry.isFile) {
      const file = await fileOf(entry as FileSystemFileEntry)
      if (root !== null) rememberHandle(file, () => handleAt(root, below))
      files.push(file)
    } else if (below.length <= DEPTH_MAX) await walk(entry as FileSystemDirectoryEntry, below, root, files)
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
