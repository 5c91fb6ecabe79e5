const NEWLINE = 10
const RETURN = 13
const EMPTY = new Uint8Array(0)

/** A longer line is no line of a log; it is skipped, and nothing of it is kept. */
export const MAX_LINE = 16 * 1024 * 1024

/**
 * Consecutive chunks as lines: `bytes[from, to)` is the current one, without its end (\n or \r\n). Lines are read where
 * they lie; only one that is cut at a chunk's end is copied.
 */
export class LineFeed {
  bytes: Uint8Array = EMPTY
  from = 0
  to = 0
  /** Number of the current line, from 1, and offset of its first byte in the file. */
  line = 0
  offset = 0
  /** The current line is longer than MAX_LINE: nothing of it is there. */
  isTooLong = false
  /** The current line ended with the file, not with a newline. */
  isUnterminated = false

  private chunk: Uint8Array = EMPTY
  private position = 0
  /** The last one in the chunk. */
  lastNewline = -1
  /** Offset in the file of the chunk's first byte. */
  private base = 0
  private carry: Uint8Array = EMPTY
  private carried = 0
  /** Offset in the file of the carry's first byte. */
  private carryOffset = 0
  private tooLong = false
  private isOver = false

  /** Only when `next` has answered false. */
  feed(chunk: Uint8Array): void {
    this.base += this.chunk.length
    this.chunk = chunk
    this.lastNewline = chunk.lastIndexOf(NEWLINE)
    this.position = 0
  }

  end(): void {
    this.isOver = true
  }

  next(): boolean {
    const { chunk, position } = this
    const newline = position < chunk.length ? chunk.indexOf(NEWLINE, position) : -1
    if (newline < 0) return this.keepRest()
    this.position = newline + 1
    this.line++
    if (this.carried === 0 && !this.tooLong) {
      this.bytes = chunk
      this.from = position
      this.to = newline
      this.offset = this.base + position
      this.isTooLong = false
    } else this.joined(position, newline)
    this.trim()
    return true
  }

  /**
   * Where the next line begins in `bytes` if all of it is there, for those who find its end themselves and then `take`
   * it. -1: `next` has to find it.
   */
  ahead(): number {
    if (this.line === 0 || this.carried > 0 || this.tooLong || this.position > this.lastNewline) return -1
    this.bytes = this.chunk
    return this.position
  }

  /** Moves to the line that begins where `ahead` said and has its newline at bytes[newline]. */
  take(newline: number): void {
    const { chunk, position } = this
    this.from = position
    this.to = newline > position && chunk[newline - 1] === RETURN ? newline - 1 : newline
    this.offset = this.base + position
    this.isTooLong = newline - position > MAX_LINE
    if (this.isTooLong) this.to = position
    this.position = newline + 1
    this.line++
  }

  /** As `take`, over `count` lines, the last of which has its newline at bytes[newline]. */
  skip(count: number, newline: number): void {
    this.line += count
    this.position = newline + 1
  }

  /** Offset in the file of bytes[0], after `ahead`. */
  get origin(): number {
    return this.base
  }

  /** Leaves out the \r of \r\n, and a byte order mark in front of the first line. */
  private trim(): void {
    const { bytes, from } = this
    if (this.to > from && bytes[this.to - 1] === RETURN) this.to--
    if (
      this.line === 1 &&
      this.to - from >= 3 &&
      bytes[from] === 0xef &&
      bytes[from + 1] === 0xbb &&
      bytes[from + 2] === 0xbf
    )
      this.from += 3
  }

  private keepRest(): boolean {
    const { chunk, position } = this
    if (position < chunk.length) {
      this.keep(position, chunk.length)
      this.position = chunk.length
    }
    if (!this.isOver || (this.carried === 0 && !this.tooLong)) return false
    this.line++
    this.isUnterminated = true
    this.joined(0, 0)
    this.trim()
    return true
  }

  private joined(from: number, to: number): void {
    this.keep(from, to)
    this.isTooLong = this.tooLong
    this.bytes = this.carry
    this.from = 0
    this.to = this.tooLong ? 0 : this.carried
    this.offset = this.carryOffset
    this.carried = 0
    this.tooLong = false
  }

  private keep(from: number, to: number): void {
    const length = to - from
    if (this.carried === 0 && !this.tooLong) this.carryOffset = this.base + from
    if (this.tooLong || this.carried + length > MAX_LINE) {
      this.tooLong = true
      this.carried = 0
      return
    }
    if (this.carried + length > this.carry.length) {
      const larger = new Uint8Array(Math.max(4096, (this.carried + length) * 2))
      larger.set(this.carry.subarray(0, this.carried))
      this.carry = larger
    }
    this.carry.set(this.chunk.subarray(from, to), this.carried)
    this.carried += length
  }
}
