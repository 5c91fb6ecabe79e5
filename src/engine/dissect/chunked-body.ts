import { lineLength, line } from './text-lines.ts'

/** RFC 9112 section 7.1: where the chunks of a body are, found while it arrives. */
export const CHUNKS_MORE = 0
export const CHUNKS_DONE = 1
/** Not chunks: show what there is. */
export const CHUNKS_BROKEN = 2

const LF = 10
const CR = 13
const SEMICOLON = 59
/** Larger chunks are not believed (Wireshark's limit). */
const LARGEST_CHUNK = 0x80000000

/**
 * Follows the chunks of one body, fed with its bytes in order in pieces of any size, so that a segment of a large body
 * costs its chunk lines only. It ends after the line behind the last chunk: trailers are not waited for (as Wireshark).
 */
export class ChunkScanner {
  /** Bytes of the body seen so far, first one at 0. */
  position = 0
  /** Where the whole ends; valid once `state` is CHUNKS_DONE. */
  end = 0
  state = CHUNKS_MORE
  /** Bytes of the current chunk with its CRLF still to come. */
  private toSkip = 0
  private size = 0
  private digits = 0
  private sizeEnded = false
  private afterCr = false
  /** Behind the last chunk's size line. */
  private last = false

  /** Takes bytes[from, to), which follow what it had. */
  feed(bytes: Uint8Array, from: number, to: number): void {
    let at = from
    while (this.state === CHUNKS_MORE && at < to) {
      if (this.toSkip > 0) {
        const step = Math.min(this.toSkip, to - at)
        this.toSkip -= step
        at += step
        continue
      }
      const byte = bytes[at++]
      if (byte === LF) this.endOfLine(this.position + (at - from))
      else if (this.afterCr) {
        // A lone CR ends a line too; this byte belongs to the next one.
        at--
        this.endOfLine(this.position + (at - from))
      } else if (byte === CR) this.afterCr = true
      else this.character(byte)
    }
    this.position += to - from
  }

  private character(byte: number): void {
    if (this.last || this.sizeEnded) return
    const digit = hexDigit(byte)
    if (digit >= 0) {
      this.size = this.size * 16 + digit
      this.digits++
      if (this.size > LARGEST_CHUNK) this.state = CHUNKS_BROKEN
    } else if (byte === SEMICOLON || this.digits > 0) this.sizeEnded = true
    else if (byte !== 32 && byte !== 9) this.state = CHUNKS_BROKEN
  }

  private endOfLine(position: number): void {
    this.afterCr = false
    if (this.last) {
      this.state = CHUNKS_DONE
      this.end = position
      return
    }
    if (this.digits === 0) this.state = CHUNKS_BROKEN
    else if (this.size === 0) this.last = true
    else this.toSkip = this.size + 2
    this.size = 0
    this.digits = 0
    this.sizeEnded = false
  }
}

/** What `dechunk` found: the body without its chunk lines, and how many bytes it took with them. */
export const dechunked: { bytes: Uint8Array; from: number; to: number; taken: number } = {
  bytes: new Uint8Array(0),
  from: 0,
  to: 0,
  taken: 0,
}

/**
 * Takes the chunk lines out of bytes[from, to); the result is in `dechunked`. A single chunk is not copied. `taken` is 0
 * when there is no chunk. The trailer section counts as taken.
 */
export function dechunk(bytes: Uint8Array, from: number, to: number): void {
  let at = from
  let copy: Uint8Array | null = null
  let length = 0
  dechunked.bytes = bytes
  dechunked.from = from
  dechunked.to = from
  dechunked.taken = 0
  while (at < to) {
    const sizeLength = lineLength(bytes, at, to, true)
    if (sizeLength <= 0) break
    const data = line.next
    const size = Math.min(chunkSize(bytes, at, at + sizeLength), to - at)
    const stop = Math.min(data + size, to)
    if (size === 0) {
      at = afterTrailers(bytes, data, to)
      break
    }
    if (length === 0) {
      dechunked.from = data
      dechunked.to = stop
    } else {
      if (copy === null) {
        copy = new Uint8Array(to - dechunked.from)
        copy.set(bytes.subarray(dechunked.from, dechunked.to))
      }
      copy.set(bytes.subarray(data, stop), length)
    }
    length += stop - data
    at = data + size + 2
  }
  if (copy !== null) {
    dechunked.bytes = copy
    dechunked.from = 0
    dechunked.to = length
  }
  dechunked.taken = Math.min(at, to) - from
}

/** The number at the start of a chunk line, as strtol(…, 16) reads it. */
function chunkSize(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at++
  let size = 0
  for (; at < to; at++) {
    const digit = hexDigit(bytes[at])
    if (digit < 0) break
    size = Math.min(size * 16 + digit, LARGEST_CHUNK)
  }
  return size
}

function afterTrailers(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to) {
    const length = lineLength(bytes, at, to, true)
    if (length < 0) return at
    at = line.next
    if (length === 0) return at
  }
  return at
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const small = byte | 32
  return small >= 97 && small <= 102 ? small - 87 : -1
}
