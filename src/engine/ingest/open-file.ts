import type { Compression } from '../formats/compression.ts'
import type { CsvMapping } from '../formats/csv-mapping.ts'
import { type CaptureReader, type FormatReport, HEAD_LENGTH } from '../formats/format.ts'
import { compressionOf, describeHead, formatOf, isText, logFormatOf } from '../formats/format-registry.ts'
import type { LogFormat, LogReader, LogReport } from '../formats/log.ts'
import { logPathOf } from '../formats/log-path.ts'
import { decompressed, outputLimit } from './decompress.ts'
import { type ByteSource, ChunkSource, FileSlices, type InputFile, UnreadableFileError } from './file-slices.ts'
import { FileStream, StalledStreamError } from './file-stream.ts'
import { GrowingFile } from './growing-file.ts'

/** Unpacking is slower than reading: nothing is gained by larger slices, and the first one is waited for. */
const COMPRESSED_SLICE = 1024 * 1024

const NEWLINE = 10
const RETURN = 13

/** Slices of this length mean that there are few files: the browser reads 2 MiB ahead for each stream. */
const FEW_FILES = 8 * 1024 * 1024

/** One of the files of a reading: from a blob to records. Its reader stands on a record, or the file is over. */
export class OpenFile {
  readonly order: number
  readonly name: string
  /** 'pcap', 'pcapng (gzip)'; '' while unknown and when it is no capture. */
  format = ''
  /** Bytes of the file that were read; may be more than are dissected. */
  bytesRead = 0
  /** Set by `begin` where the file is a capture. */
  reader: CaptureReader = nothing
  /** Set by `begin` where the file is a log. */
  log: LogFormat | null = null
  /** Set by `begin` where it is neither, but a text. */
  isText = false
  /** Why a growing file is read like any other; null where it is followed, or does not grow. */
  refusal: string | null = null

  private readonly file: InputFile
  private readonly sliceLength: number
  private readonly report: FormatReport
  private ended = false
  private isBroken = false
  private first: Uint8Array = new Uint8Array(0)
  private sources: ByteSource[] = []
  private chunks: AsyncGenerator<Uint8Array, void, undefined> | null = null

  constructor(order: number, file: InputFile, sliceLength: number, report: FormatReport) {
    this.order = order
    this.name = file.name
    this.file = file
    this.sliceLength = sliceLength
    this.report = report
  }

  get size(): number {
    return this.file.size
  }

  /** Whether more may be written to it: its end is none. */
  get isFollowed(): boolean {
    return this.refusal === null && !this.ended && this.file instanceof GrowingFile && this.file.grows
  }

  /** Whether `begin` has found out what it is. */
  get isKnown(): boolean {
    return this.log !== null || this.reader !== nothing
  }

  /** Reads a growing file like any other, to the end that it has now. */
  refuse(why: string): void {
    this.refusal = why
  }

  /** No more will come; `isBroken`: there should have been more. `advance` gives what is still whole. */
  stop(isBroken: boolean): void {
    this.isBroken = isBroken
    if (this.file instanceof GrowingFile) this.file.grows = false
  }

  /** Goes on where the file ended the last time. */
  resume(): void {
    this.chunks ??= chunksOf(this.source(this.sliceLength, this.bytesRead))
  }

  /** Finds out what the file is: then `reader` or `log` is set. False when it is neither; a warning has said why, unless it has only begun to be written. */
  async begin(): Promise<boolean> {
    this.ended = false
    this.chunks = this.whole()
    let head = await this.head()
    const compression = head === null ? null : compressionOf(head)
    if (head !== null && compression !== null) head = await this.unwrap([compression])
    // A zip archive packs what is in it, also what was packed before.
    const again = head === null || this.file.unpackedSize === undefined ? null : compressionOf(head)
    if (again !== null && compression !== null) head = await this.unwrap([compression, again])
    if (head === null) return false
    if (compression !== null) this.refuse(`it is packed with ${compression.name}`)
    const format = formatOf(head)
    const log = format === null ? logFormatOf(head) : null
    const found = format ?? log
    if (this.isFollowed && format === null && !hasLine(head)) {
      await this.close()
      return false
    }
    if (found === null) {
      const inside = compression === null ? '' : ` inside ${compression.name}`
      const nested = compressionOf(head)
      const why = nested === null ? describeHead(head) : `${nested.name} again: only one layer is unwrapped`
      this.refuse('it is neither a capture nor a log')
      this.isText = nested === null && isText(head.subarray(0, HEAD_LENGTH))
      this.fail(`neither a capture nor a log${inside}: ${why}`, 0)
      await this.close()
      return false
    }
    this.format = compression === null ? found.name : `${found.name} (${compression.name})`
    this.log = log
    this.first = head
    if (format !== null) {
      this.reader = format.open(this.report)
      this.reader.feed(head)
    }
    return true
  }

  /** The rows of a log, from its beginning; `begin` has just found it. */
  openLog(log: LogFormat, report: LogReport, mappings?: readonly CsvMapping[]): LogReader {
    const reader = log.open(report, logPathOf(this.name), mappings)
    reader.feed(this.first)
    this.first = new Uint8Array(0)
    return reader
  }

  /** Moves to the next record, reading as needed; false when the file is over. `pause` is awaited now and then. */
  async advance(pause: () => Promise<void> | null, reader: Records = this.reader): Promise<boolean> {
    while (!reader.next()) {
      if (reader.failed === true) this.refuse('it is damaged')
      if (reader.failed === true || this.ended) return false
      const turn = pause()
      if (turn !== null) await turn
      const chunk = await this.chunk()
      if (chunk === null && this.isFollowed) return false
      this.ended = chunk === null || chunk === undefined
      if (chunk !== null && chunk !== undefined) reader.feed(chunk)
      // A capture that could not be unpacked to its end has had its warning; of a log the cut line is named too.
      else if (chunk === null || this.log !== null) reader.end(chunk === undefined || this.isBroken)
    }
    return true
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    const { chunks } = this
    this.chunks = null
    this.sources = []
    await chunks?.return()
  }

  /** The file as it is, in chunks. */
  private async *whole(): AsyncGenerator<Uint8Array, void, undefined> {
    const { file, sliceLength } = this
    const stream = sliceLength >= FEW_FILES && file instanceof Blob ? FileStream.of(file) : null
    if (stream !== null) {
      this.sources.push(stream)
      try {
        yield* chunksOf(stream)
        return
      } catch (error) {
        if (!(error instanceof StalledStreamError)) throw error
      } finally {
        stream.close()
      }
    }
    yield* chunksOf(this.source(sliceLength, stream?.position))
  }

  private source(sliceLength: number, from = 0): ByteSource {
    const source = new FileSlices(this.file, sliceLength, from)
    this.sources.push(source)
    return source
  }

  private async unwrap([outer, inner]: readonly Compression[]): Promise<Uint8Array | null> {
    await this.chunks?.return()
    const sliceLength = Math.min(this.sliceLength, COMPRESSED_SLICE)
    const limit = outputLimit(this.size)
    const once = () =>
      decompressed(() => this.source(sliceLength), outer, Math.min(limit, this.file.unpackedSize ?? limit))
    this.chunks = inner === undefined ? once() : decompressed(() => new ChunkSource(once()), inner, limit)
    return this.head()
  }

  /** The first chunks, joined until a format can be told. Null when there is none, after a warning. */
  private async head(): Promise<Uint8Array | null> {
    let head: Uint8Array = new Uint8Array(0)
    while (head.length < HEAD_LENGTH) {
      const chunk = await this.chunk()
      if (chunk === undefined && head.length === 0) return null
      if (chunk === null || chunk === undefined) break
      if (head.length === 0) head = chunk
      else {
        const joined = new Uint8Array(head.length + chunk.length)
        joined.set(head)
        joined.set(chunk, head.length)
        head = joined
      }
    }
    return head
  }

  /** Null at the end; undefined when the rest cannot be read, after a warning. */
  private async chunk(): Promise<Uint8Array | null | undefined> {
    try {
      const next = await this.chunks?.next()
      this.bytesRead = Math.max(this.bytesRead, ...this.sources.map((source) => source.position))
      return next === undefined || next.done === true ? null : next.value
    } catch (error) {
      this.chunks = null
      const message = error instanceof Error ? error.message : String(error)
      this.fail(message, error instanceof UnreadableFileError ? this.bytesRead : null)
      return undefined
    }
  }

  private fail(message: string, offset: number | null): void {
    this.report.onWarning({ offset, packet: null, message, fatal: true })
  }
}

/** What captures and logs are read by. */
type Records = Pick<CaptureReader, 'feed' | 'next'> & { end(isBroken?: boolean): void; readonly failed?: boolean }

/**
 * Whether a text has come so far that it can be told what it is. Line ends that come first tell nothing: pcapng begins
 * with the bytes 0a 0d 0d 0a.
 */
function hasLine(head: Uint8Array): boolean {
  const begin = head.findIndex((byte) => byte !== NEWLINE && byte !== RETURN)
  return (
    (begin >= 0 && head.includes(NEWLINE, begin)) ||
    (head.length >= HEAD_LENGTH && !isText(head.subarray(0, HEAD_LENGTH)))
  )
}

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) yield chunk
}

/** The reader of a file that is no capture. */
const nothing: CaptureReader = {
  feed() {},
  end() {},
  next: () => false,
  failed: true,
  bytes: new Uint8Array(0),
  offset: 0,
  captured: 0,
  length: 0,
  seconds: 0,
  nanoseconds: 0,
  interface: 0,
  fileOffset: 0,
}
