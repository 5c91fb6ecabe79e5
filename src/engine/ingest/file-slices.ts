/** Bytes in order; null after the last. */
export type ByteSource = {
  read(): Promise<Uint8Array | null>
  /** Bytes of the file that were read so far. */
  readonly position: number
}

/** The file itself could not be read (it changed, vanished, or the permission ended). */
export class UnreadableFileError extends Error {}

/** The first read of a file is only this long: a format is known after it, and of many files most wait for their turn. */
const FIRST_SLICE = 64 * 1024

/**
 * A file in slices, each read while the one before is worked on. Never more than two slices are held. After
 * `reference/performance.md`: slices of 16 MiB with one ahead come close to the raw read rate of a tab.
 */
export class FileSlices implements ByteSource {
  position = 0
  private readonly file: Blob
  private readonly sliceLength: number
  private ahead: Promise<ArrayBuffer> | null = null

  constructor(file: Blob, sliceLength: number) {
    this.file = file
    this.sliceLength = sliceLength
  }

  async read(): Promise<Uint8Array | null> {
    const { size } = this.file
    if (this.position >= size) return null
    const isFirst = this.position === 0
    const current = this.ahead ?? this.slice(this.position, isFirst ? FIRST_SLICE : this.sliceLength)
    this.ahead = null
    let buffer: ArrayBuffer
    try {
      buffer = await current
    } catch (error) {
      const name = error instanceof Error ? error.name : String(error)
      throw new UnreadableFileError(`the file changed or vanished while it was read (${name})`)
    }
    if (buffer.byteLength === 0) return null
    this.position += buffer.byteLength
    if (!isFirst && this.position < size) {
      this.ahead = this.slice(this.position, this.sliceLength)
      // Whoever awaits it hears of a failure; until then it must not count as unhandled.
      this.ahead.catch(() => {})
    }
    return new Uint8Array(buffer)
  }

  private slice(from: number, length: number): Promise<ArrayBuffer> {
    return this.file.slice(from, Math.min(this.file.size, from + length)).arrayBuffer()
  }
}
