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

type FolderHandle = { readonly kind: 'directory'; readonly name: string; values(): AsyncIterable<AnyHandle> }
type AnyHandle = FolderHandle | (FileHandle & { readonly kind: 'file' })
type Dropped = { entry: FileSystemEntry | null; file: File | null; root: Promise<AnyHandle | null> }

/** Null where the browser gives no handles, and for what a page has made itself. */
async function handleOf(item: DataTransferItem): Promise<AnyHandle | null> {
  const { getAsFileSystemHandle } = item as { getAsFileSystemHandle?: () => Promise<AnyHandle | null> }
  try {
    return (await getAsFileSystemHandle?.call(item)) ?? null
  } catch {
    return null
  }
}

async function collect(dropped: readonly Dropped[]): Promise<File[]> {
  const files: File[] = []
  for (const { entry, file, root } of dropped) {
    const handle = await root
    // Of a page from a disk Chromium does not read folders by their entries.
    if (handle?.kind === 'directory') await walkHandles(handle, 0, files)
    else if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, 0, files)
    else if (file !== null) files.push(withHandle(file, handle))
  }
  return files
}

function withHandle(file: File, handle: FileHandle | null): File {
  if (handle !== null) rememberHandle(file, async () => handle)
  return file
}

async function walkHandles(folder: FolderHandle, depth: number, files: File[]): Promise<void> {
  const handles: AnyHandle[] = []
  for await (const handle of folder.values()) if (handles.push(handle) >= FILES_MAX) break
  for (const handle of handles.toSorted(byName)) {
    if (files.length >= FILES_MAX) return
    if (handle.name.startsWith('.')) continue
    if (handle.kind === 'file') files.push(withHandle(await handle.getFile(), handle))
    else if (depth < DEPTH_MAX) await walkHandles(handle, depth + 1, files)
  }
}

async function walk(folder: FileSystemDirectoryEntry, depth: number, files: File[]): Promise<void> {
  const entries = await readAll(folder)
  for (const entry of entries.toSorted(byName)) {
    if (files.length >= FILES_MAX) return
    if (entry.name.startsWith('.')) continue
    if (entry.isFile) files.push(await fileOf(entry as FileSystemFileEntry))
    else if (depth < DEPTH_MAX) await walk(entry as FileSystemDirectoryEntry, depth + 1, files)
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
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
