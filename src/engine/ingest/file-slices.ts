/** What is read: a File, or a member of an archive. */
export type InputFile = {
  readonly name: string
  readonly size: number
  /** Where an archive says what the file unpacks to; absent for files. */
  readonly unpackedSize?: number | undefined
  slice(from?: number, to?: number): { arrayBuffer(): Promise<ArrayBuffer> }
}

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

/** Slices under way while one is worked on. */
const AHEAD = 3

/**
 * A file in slices, the next ones read while one is worked on; never more than AHEAD + 1 of them are held. In Chromium
 * slices of 8 MiB with three ahead come as fast as larger ones and leave less garbage at once.
 */
export class FileSlices implements ByteSource {
  position: number
  private readonly file: Pick<InputFile, 'size' | 'slice'>
  private readonly sliceLength: number
  private readonly ahead: Promise<ArrayBuffer>[] = []
  /** Where the next slice to ask for begins. */
  private asked: number

  /** `from`: where reading begins. */
  constructor(file: Pick<InputFile, 'size' | 'slice'>, sliceLength: number, from = 0) {
    this.file = file
    this.sliceLength = sliceLength
    this.position = from
    this.asked = from
  }

  async read(): Promise<Uint8Array | null> {
    const { size } = this.file
    if (this.position >= size) return null
    const isFirst = this.position === 0
    const current = this.ahead.shift() ?? this.ask(isFirst ? FIRST_SLICE : this.sliceLength)
    let buffer: ArrayBuffer
    try {
      buffer = await current
    } catch (error) {
      if (error instanceof UnreadableFileError) throw error
      const name = error instanceof Error ? error.name : String(error)
      throw new UnreadableFileError(`the file changed or vanished while it was read (${name})`)
    }
    if (buffer.byteLength === 0) return null
    this.position += buffer.byteLength
    if (!isFirst) while (this.ahead.length < AHEAD && this.asked < size) this.ahead.push(this.ask(this.sliceLength))
    return new Uint8Array(buffer)
  }

  private ask(length: number): Promise<ArrayBuffer> {
    const from = this.asked
    this.asked = Math.min(this.file.size, from + length)
    const slice = this.file.slice(from, this.asked).arrayBuffer()
    // Whoever awaits it hears of a failure; until then it must not count as unhandled.
    slice.catch(() => {})
    return slice
  }
}

/** The bytes that come out of something else, for what is packed twice. */
export class ChunkSource implements ByteSource {
  position = 0
  private readonly chunks: AsyncGenerator<Uint8Array, void, undefined>

  constructor(chunks: AsyncGenerator<Uint8Array, void, undefined>) {
    this.chunks = chunks
  }

  async read(): Promise<Uint8Array | null> {
    const next = await this.chunks.next()
    if (next.done === true) return null
    this.position += next.value.length
    return next.value
  }
}
