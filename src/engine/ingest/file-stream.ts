import { type ByteSource, UnreadableFileError } from './file-slices.ts'

/** The most that Chromium gives at once, which is what it reads ahead. */
const MOST_AT_ONCE = 2 * 1024 * 1024

/**
 * A read of the browser's takes milliseconds. Byte streams of files have been seen to stop for good in Chromium 156; the
 * rest is then read in slices.
 */
const PATIENCE = 2000

/** The stream gives nothing any more. */
export class StalledStreamError extends Error {}

/**
 * A file through the same few buffers, filled by its byte stream while one is worked on. Slices take new memory each
 * time: in Chromium that costs this thread 0.7 s a GB instead of 0.2 s, and 200 MB of garbage.
 */
export class FileStream implements ByteSource {
  position = 0
  private readonly size: number
  private readonly reader: ReadableStreamBYOBReader
  private ahead: Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> | null = null
  /** The last chunk that was given, and the one before it. */
  private given: Uint8Array<ArrayBuffer> | null = null
  private before: Uint8Array<ArrayBuffer> | null = null

  private constructor(size: number, reader: ReadableStreamBYOBReader) {
    this.size = size
    this.reader = reader
  }

  /** Null where streams of files do not fill the reader's own buffers (Safari, files of ours under Node). */
  static of(file: Blob): FileStream | null {
    try {
      return new FileStream(file.size, file.stream().getReader({ mode: 'byob' }))
    } catch {
      return null
    }
  }

  /**
   * A chunk is good until the second one after it is asked for: by then its reader has copied what was left unread. Rejects with
   * StalledStreamError, after which `position` says how far it came.
   */
  async read(): Promise<Uint8Array | null> {
    if (this.position >= this.size) return null
    let chunk: Uint8Array<ArrayBuffer> | undefined
    try {
      chunk = (await inTime(this.ahead ?? this.ask(null))).value
    } catch (error) {
      if (error instanceof StalledStreamError) throw error
      const name = error instanceof Error ? error.name : String(error)
      throw new UnreadableFileError(`the file changed or vanished while it was read (${name})`)
    }
    this.ahead = null
    if (chunk === undefined || chunk.length === 0) return null
    this.position += chunk.length
    if (this.position < this.size) this.ahead = this.ask(this.before)
    this.before = this.given
    this.given = chunk
    return chunk
  }

  close(): void {
    // Not awaited: of a stream that has stopped it never ends.
    this.reader.cancel().catch(() => {})
  }

  private ask(done: Uint8Array<ArrayBuffer> | null): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> {
    const buffer = done?.buffer ?? new ArrayBuffer(Math.min(this.size, MOST_AT_ONCE))
    const filled = this.reader.read(new Uint8Array(buffer))
    // Whoever awaits it hears of a failure; until then it must not count as unhandled.
    filled.catch(() => {})
    return filled
  }
}

/** Rejects with StalledStreamError when it takes too long. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StalledStreamError('the stream has stopped')), PATIENCE)
  })
  try {
    return await Promise.race([promise, stalled])
  } finally {
    clearTimeout(timer)
  }
}
