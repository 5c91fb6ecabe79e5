import { type InputFile, UnreadableFileError } from './file-slices.ts'

/** Gives the file as it is now: what getFile() of a FileSystemFileHandle answers. */
export type CurrentFile = () => Promise<File>

/** 'replaced': there is another file of this name now. */
export type Look = 'same' | 'grown' | 'replaced'

/** By so many bytes a file is known again: those it begins with, and those before the place where reading stopped. */
const HEAD = 4096
const TAIL = 256
/** A File is good until the file changes: then it must be asked for again. A busy writer changes it once in a while. */
const TRIES = 5

/**
 * A file that another program writes to. `size` is how far it is read, and grows only when `look` finds more; what is
 * before it stays readable while the file goes on growing.
 */
export class GrowingFile implements InputFile {
  readonly name: string
  size = 0
  /** Whether more may come; the last record is then no cut one. */
  grows = true
  /** There is another file in its place: it cannot be read any more. */
  isGone = false
  private file: File
  private head: Uint8Array = new Uint8Array(0)
  private tail: Uint8Array = new Uint8Array(0)
  private readonly current: CurrentFile

  private constructor(file: File, current: CurrentFile) {
    this.name = file.name
    this.file = file
    this.current = current
  }

  /** Rejects with what `current` rejects with, and with UnreadableFileError. */
  static async open(current: CurrentFile): Promise<GrowingFile> {
    const growing = new GrowingFile(await current(), current)
    await growing.look()
    return growing
  }

  /** Finds out what became of the file. Rejects as `open` does: then it is as it was before. */
  async look(): Promise<Look> {
    return this.attempt(await this.current(), async (file) => {
      const { size } = this
      if (size > 0 && file.size === size && file.lastModified === this.file.lastModified) return 'same'
      if (!(await this.isSame(file))) return 'replaced'
      const head = await bytesOf(file, 0, HEAD)
      const tail = await bytesOf(file, file.size - TAIL, file.size)
      this.file = file
      this.head = head
      this.tail = tail
      this.size = file.size
      return file.size > size ? 'grown' : 'same'
    })
  }

  /** The new file that stands in its place. */
  async successor(): Promise<GrowingFile> {
    const next = await GrowingFile.open(this.current)
    this.isGone = true
    this.grows = false
    return next
  }

  slice(from = 0, to = this.size): { arrayBuffer(): Promise<ArrayBuffer> } {
    return { arrayBuffer: () => this.read(from, to) }
  }

  private async read(from: number, to: number): Promise<ArrayBuffer> {
    if (this.isGone) throw new UnreadableFileError(`${this.name} was replaced by a new file of the same name`)
    return this.attempt(this.file, async (file) => {
      // Another one than `look` has seen.
      if (file !== this.file && !(await this.isSame(file)))
        throw new UnreadableFileError(`${this.name} was replaced by another file`)
      const buffer = await file.slice(from, to).arrayBuffer()
      if (buffer.byteLength !== to - from) throw new RangeError('the file became smaller')
      return buffer
    })
  }

  /** Whether what was read of this file stands in that one, too. */
  private async isSame(file: File): Promise<boolean> {
    const { head, tail, size } = this
    return (
      file.size >= size &&
      isEqual(head, await bytesOf(file, 0, head.length)) &&
      isEqual(tail, await bytesOf(file, size - tail.length, size))
    )
  }

  /** Reads from the file, asked for anew as long as it changes meanwhile. */
  private async attempt<T>(file: File, read: (file: File) => Promise<T>): Promise<T> {
    let now = file
    for (let left = TRIES; ; left--) {
      try {
        return await read(now)
      } catch (error) {
        if (error instanceof UnreadableFileError) throw error
        const name = error instanceof Error ? error.name : String(error)
        if (left === 0) throw new UnreadableFileError(`the file changed or vanished while it was read (${name})`)
        now = await this.current()
      }
    }
  }
}

async function bytesOf(file: File, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer())
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
