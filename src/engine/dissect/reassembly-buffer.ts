/** Bytes kept of one PDU or datagram; what is beyond is counted but not held, as in a capture with a short snap length. */
const LARGEST_KEPT = 1024 * 1024

/** Memory taken at once for a whole whose length is known; more only as its bytes come, which in many captures they don't. */
const LARGEST_FIRST = 16 * 1024

/** Smallest and largest array that is used again, as powers of two. */
const SMALLEST_REUSED = 11
const LARGEST_REUSED = 20
/** Bytes of arrays of one size that wait to be used again. */
const MOST_WAITING = 2 * 1024 * 1024

/**
 * What all buffers of one capture may hold together. Beyond it the oldest gives up what it holds: its whole then looks
 * like one that the capture cut. Arrays given back are used again, since a capture has a PDU over several segments every
 * few packets.
 */
export class ReassemblyBudget {
  held = 0
  readonly limit: number
  /** Ends of the list of buffers that hold memory. */
  private oldest: ReassemblyBuffer | null = null
  private newest: ReassemblyBuffer | null = null
  private readonly waiting: Uint8Array<ArrayBuffer>[][] = []

  constructor(limit = 32 * 1024 * 1024) {
    this.limit = limit
    for (let size = SMALLEST_REUSED; size <= LARGEST_REUSED; size++) this.waiting.push([])
  }

  /** An array of at least `size` bytes for `holder`, with any contents. */
  take(holder: ReassemblyBuffer, size: number): Uint8Array<ArrayBuffer> {
    const power = Math.max(SMALLEST_REUSED, 32 - Math.clz32(size - 1))
    this.held += 1 << power
    if (holder.bytes.length === 0) this.append(holder)
    if (this.held > this.limit) this.takeFromOldest(holder)
    return this.waiting[power - SMALLEST_REUSED].pop() ?? new Uint8Array(1 << power)
  }

  private append(holder: ReassemblyBuffer): void {
    holder.older = this.newest
    if (this.newest === null) this.oldest = holder
    else this.newest.newer = holder
    this.newest = holder
  }

  private takeFromOldest(holder: ReassemblyBuffer): void {
    while (this.held > this.limit && this.oldest !== null && this.oldest !== holder) this.oldest.abandon()
  }

  /** `holder` needs `bytes` no more; nobody may read them afterwards. */
  give(holder: ReassemblyBuffer, bytes: Uint8Array<ArrayBuffer>): void {
    this.drop(holder, bytes.length)
    this.wait(bytes)
  }

  /** `bytes` are copied into a larger array of the same holder. */
  replace(bytes: Uint8Array<ArrayBuffer>): void {
    this.held -= bytes.length
    this.wait(bytes)
  }

  private wait(bytes: Uint8Array<ArrayBuffer>): void {
    const waiting = this.waiting[31 - Math.clz32(bytes.length) - SMALLEST_REUSED]
    if (waiting.length * bytes.length < MOST_WAITING) waiting.push(bytes)
  }

  /** `holder` loses `length` bytes that somebody may still read. */
  drop(holder: ReassemblyBuffer, length: number): void {
    this.held -= length
    const { older, newer } = holder
    if (older === null) this.oldest = newer
    else older.newer = newer
    if (newer === null) this.newest = older
    else newer.older = older
    holder.older = null
    holder.newer = null
  }
}

const NO_BYTES = new Uint8Array(0)
/** Below this, a loop is faster than making a view of the source. */
const SHORT_COPY = 32

/**
 * Pieces of one PDU or datagram, in any order, until there is no hole from 0 to its end. Memory is bounded by
 * LARGEST_KEPT and by the budget.
 */
export class ReassemblyBuffer {
  /** The bytes kept; valid to `captured`. */
  bytes: Uint8Array<ArrayBuffer> = NO_BYTES
  /** Length of the whole; meaningful once `complete`. */
  length = -1
  complete = false
  /** Neighbours in the budget's list, which alone sets them. */
  older: ReassemblyBuffer | null = null
  newer: ReassemblyBuffer | null = null
  /** Everything before is there. */
  private contiguous = 0
  /** Ranges beyond `contiguous` that came early, as start, end pairs, sorted and disjoint; null = none. */
  private early: number[] | null = null
  /** Bytes from here on are not kept. */
  private keptEnd: number
  private readonly budget: ReassemblyBudget
  private readonly firstCapacity: number

  /**
   * `expected`: how long the whole is likely to be, so that its buffer need not grow often. `kept`: bytes of its beginning
   * that are wanted, when not all are.
   */
  constructor(budget: ReassemblyBudget, expected = 0, kept = LARGEST_KEPT) {
    this.budget = budget
    this.keptEnd = Math.min(kept, LARGEST_KEPT)
    this.firstCapacity = Math.min(expected, LARGEST_FIRST, this.keptEnd)
  }

  /** Bytes of the whole that are kept. */
  get captured(): number {
    return Math.min(this.length, this.keptEnd)
  }

  /** Gives the memory back: `bytes` must not be read any more. */
  release(): void {
    if (this.bytes.length > 0) this.budget.give(this, this.bytes)
    this.bytes = NO_BYTES
  }

  /** Loses what is held, for want of memory; what comes is counted on. A complete one may be under dissection just now. */
  abandon(): void {
    if (this.complete) this.budget.drop(this, this.bytes.length)
    else this.budget.give(this, this.bytes)
    this.bytes = NO_BYTES
    this.keptEnd = 0
  }

  /** Bytes [from, to) of `source` at position `at`. Where pieces overlap the earlier one stays. */
  add(at: number, source: Uint8Array, from: number, to: number): void {
    if (to <= from || at < 0 || at > 0x3fffffff) return
    const stop = at + (to - from)
    if (at === this.contiguous && this.early === null) {
      this.copy(at, source, from, to)
      this.contiguous = stop
    } else if (stop > this.contiguous) {
      const start = Math.max(at, this.contiguous)
      this.fillHoles(start, stop, source, from + (start - at))
      this.cover(start, stop)
    }
    this.settle()
  }

  /** The whole ends at `length`. */
  endAt(length: number): void {
    if (this.length < 0 || length > this.length) this.length = length
    this.settle()
  }

  /** The whole turned out longer than its end. */
  reopen(): void {
    this.length = -1
    this.complete = false
  }

  private settle(): void {
    this.complete = this.length >= 0 && this.contiguous >= this.length
  }

  private fillHoles(at: number, stop: number, source: Uint8Array, from: number): void {
    const early = this.early ?? []
    let position = at
    for (let i = 0; i < early.length && position < stop; i += 2) {
      if (early[i + 1] <= position) continue
      const holeEnd = Math.min(stop, early[i])
      if (holeEnd > position) this.copy(position, source, from + (position - at), from + (holeEnd - at))
      position = Math.max(position, early[i + 1])
    }
    if (position < stop) this.copy(position, source, from + (position - at), from + (stop - at))
  }

  /** Merges [start, stop) into the ranges that are there; what then follows `contiguous` joins it. */
  private cover(start: number, stop: number): void {
    const merged: number[] = []
    let from = start
    let to = stop
    let placed = false
    for (let i = 0; this.early !== null && i < this.early.length; i += 2) {
      const a = this.early[i]
      const b = this.early[i + 1]
      if (b < from) merged.push(a, b)
      else if (a > to) {
        if (!placed) merged.push(from, to)
        placed = true
        merged.push(a, b)
      } else {
        from = Math.min(from, a)
        to = Math.max(to, b)
      }
    }
    if (!placed) merged.push(from, to)
    if (merged[0] <= this.contiguous) {
      this.contiguous = merged[1]
      merged.splice(0, 2)
    }
    this.early = merged.length === 0 ? null : merged
  }

  private copy(at: number, source: Uint8Array, from: number, to: number): void {
    if (at >= this.keptEnd) return
    const stop = Math.min(at + (to - from), this.keptEnd)
    if (stop > this.bytes.length) this.reserve(stop)
    const length = stop - at
    if (length > SHORT_COPY) this.bytes.set(source.subarray(from, from + length), at)
    else for (let i = 0; i < length; i++) this.bytes[at + i] = source[from + i]
  }

  private reserve(size: number): void {
    const larger = this.budget.take(this, Math.max(size, this.firstCapacity))
    larger.set(this.bytes)
    if (this.bytes.length > 0) this.budget.replace(this.bytes)
    this.bytes = larger
  }
}
