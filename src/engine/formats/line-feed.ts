const NEWLINE = 10
const RETURN = 13
const TAB = 9
const EMPTY = new Uint8Array(0)

/** What `nextFields` answers where the line was not split: `next` has to find it. */
export const NOT_SPLIT = -1

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
   * As `next`, and splits the line at tabs on the way: where its fields begin and end in `bytes`. Answers how many there
   * are; NOT_SPLIT, without moving on, for a line that is not whole in the chunk or has more fields than there is room.
   */
  nextFields(starts: Uint32Array, ends: Uint32Array): number {
    const { chunk, position } = this
    if (this.line === 0 || this.carried > 0 || this.tooLong) return NOT_SPLIT
    const { length } = chunk
    const last = starts.length - 1
    let field = 0
    let at = position
    starts[0] = at
    for (; at < length; at++) {
      const byte = chunk[at]
      if (byte > NEWLINE) continue
      if (byte === TAB) {
        if (field === last) return NOT_SPLIT
        ends[field++] = at
        starts[field] = at + 1
      } else if (byte === NEWLINE) break
    }
    if (at === length || at - position > MAX_LINE) return NOT_SPLIT
    const to = at > position && chunk[at - 1] === RETURN ? at - 1 : at
    ends[field] = to
    this.bytes = chunk
    this.from = position
    this.to = to
    this.offset = this.base + position
    this.isTooLong = false
    this.position = at + 1
    this.line++
    return field + 1
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
