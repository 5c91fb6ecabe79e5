const EMPTY = new Uint8Array(0)

/**
 * Consecutive chunks as one run of bytes. What a chunk leaves unread is copied in front of as much of the next chunk as
 * one item needs; everything else is read where it lies. `bytes[position, limit)` is what is there now.
 */
export class ByteFeed {
  bytes: Uint8Array = EMPTY
  position = 0
  limit = 0
  /** Offset in the file of bytes[0]. */
  base = 0

  private carry: Uint8Array = EMPTY
  /** The chunk behind the carry, and how much of it the carry holds. */
  private chunk: Uint8Array = EMPTY
  private taken = 0
  private carrying = false
  private skipping = 0

  /** Offset in the file of the next byte. */
  get fileOffset(): number {
    return this.base + this.position
  }

  /** Bytes that were given and not yet read. */
  get left(): number {
    return this.limit - this.position
  }

  /** Whether bytes were announced by `advance` that never came. */
  get owing(): number {
    return this.skipping
  }

  /** Only when `ensure` has answered false: so a carry holds all of its chunk. */
  feed(chunk: Uint8Array): void {
    const left = this.limit - this.position
    const start = this.base + this.limit
    if (left === 0) {
      const skipped = Math.min(this.skipping, chunk.length)
      this.skipping -= skipped
      this.use(chunk, skipped, start)
      return
    }
    if (this.carrying) this.carry.copyWithin(0, this.position, this.limit)
    else {
      if (this.carry.length < left) this.carry = new Uint8Array(Math.max(4096, left * 2))
      this.carry.set(this.bytes.subarray(this.position, this.limit))
    }
    this.bytes = this.carry
    this.carrying = true
    this.position = 0
    this.limit = left
    this.base = start - left
    this.chunk = chunk
    this.taken = 0
  }

  /** Whether `count` bytes are there from `position`, in one piece. */
  ensure(count: number): boolean {
    return this.limit - this.position >= count || (this.carrying && this.gather(count))
  }

  /** Moves over `count` bytes, which need not have come yet. */
  advance(count: number): void {
    this.position += count
    if (this.carrying) {
      const inChunk = this.taken + this.position - this.limit
      if (inChunk >= 0) this.leaveCarry(inChunk)
    } else if (this.position > this.limit) {
      this.skipping = this.position - this.limit
      this.position = this.limit
    }
  }

  private leaveCarry(inChunk: number): void {
    const start = this.base + this.limit - this.taken
    const { chunk } = this
    this.skipping = Math.max(0, inChunk - chunk.length)
    this.use(chunk, inChunk - this.skipping, start)
  }

  private use(chunk: Uint8Array, position: number, base: number): void {
    this.bytes = chunk
    this.carrying = false
    this.chunk = EMPTY
    this.position = position
    this.limit = chunk.length
    this.base = base
  }

  private gather(count: number): boolean {
    const missing = count - (this.limit - this.position)
    const more = Math.min(missing, this.chunk.length - this.taken)
    if (this.limit + more > this.carry.length) {
      const larger = new Uint8Array((this.limit + more) * 2)
      larger.set(this.carry.subarray(0, this.limit))
      this.carry = larger
      this.bytes = larger
    }
    this.carry.set(this.chunk.subarray(this.taken, this.taken + more), this.limit)
    this.taken += more
    this.limit += more
    return more === missing
  }
}
