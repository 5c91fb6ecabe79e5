/** What the File System Access API gives for a file: asks the file as it is now. Chromium's browsers have it. */
export type FileHandle = {
  readonly name: string
  getFile(): Promise<File>
  isSameEntry?(other: FileHandle): Promise<boolean>
  requestPermission?(wanted: { mode: 'read' }): Promise<PermissionState>
}

type OpenPicker = (options: { multiple: boolean }) => Promise<FileHandle[]>

const handles = new WeakMap<File, () => Promise<FileHandle>>()

/** Says where a file comes from; `find` is called when the file is to be followed. */
export function rememberHandle(file: File, find: () => Promise<FileHandle>): void {
  handles.set(file, find)
}

/** Undefined for a file that came without a handle. */
export function findHandle(file: File): (() => Promise<FileHandle>) | undefined {
  return handles.get(file)
}

/** The browser's dialog for files, with handles of them; undefined where it gives none. */
function openPicker(): OpenPicker | undefined {
  const { showOpenFilePicker } = globalThis as { showOpenFilePicker?: OpenPicker }
  return showOpenFilePicker?.bind(globalThis)
}

/** Why no file can be followed; null = files can be. Firefox and Safari give no handles of the files of a disk. */
export function whyNoHandles(): string | null {
  if (openPicker() !== undefined) return null
  return 'This browser does not give the page a handle of the file, and without one a growing file cannot be read on; Chrome, Edge and others built on Chromium do'
}

/** Asks the person for files; none when they think better of it. */
export async function pickHandles(): Promise<FileHandle[]> {
  try {
    return (await openPicker()?.({ multiple: true })) ?? []
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return []
    throw error
  }
}
