/** Bytes kept of one PDU or datagram; what is beyond is counted but not held, as in a capture with a short snap length. */
const LARGEST_KEPT = 1024 * 1024

/** Memory taken at once for a whole whose length is known; more only as its bytes come. */
const LARGEST_FIRST = 64 * 1024

/** What all buffers of one capture may hold together; beyond it pieces are counted but not kept. */
export class ReassemblyBudget {
  held = 0
  readonly limit: number

  constructor(limit = 256 * 1024 * 1024) {
    this.limit = limit
  }
}

const NO_BYTES = new Uint8Array(0)

/**
 * Pieces of one PDU or datagram, in any order, until there is no hole from 0 to its end. Memory is bounded by
 * LARGEST_KEPT, by the bytes given and by the budget.
 */
export class ReassemblyBuffer {
  /** The bytes kept; valid to `captured`. */
  bytes: Uint8Array<ArrayBuffer> = NO_BYTES
  /** Length of the whole; meaningful once `complete`. */
  length = -1
  complete = false
  /** Covered ranges as start, end pairs, sorted and disjoint. */
  private covered: number[] = []
  private contiguous = 0
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
    this.firstCapacity = Math.min(Math.max(expected, 2048), LARGEST_FIRST, this.keptEnd)
  }

  /** Bytes of the whole that are kept. */
  get captured(): number {
    return Math.min(this.length, this.keptEnd)
  }

  /** Gives the memory back to the budget; `bytes` stay readable as long as somebody holds them. */
  release(): void {
    this.budget.held -= this.bytes.length
    this.bytes = NO_BYTES
  }

  /** Bytes [from, to) of `source` at position `at`. Where pieces overlap the earlier one stays. */
  add(at: number, source: Uint8Array, from: number, to: number): void {
    if (to <= from || at < 0 || at > 0x3fffffff) return
    const stop = at + (to - from)
    if (this.covered.length === 0 || at === this.contiguous) {
      this.copy(at, source, from, to)
      if (this.covered.length <= 2 && at === this.contiguous) {
        if (this.covered.length === 0) this.covered.push(0, stop)
        else if (this.covered[0] === 0) this.covered[1] = stop
        else this.cover(at, stop)
        this.settle()
        return
      }
      this.cover(at, stop)
    } else {
      this.fillHoles(at, stop, source, from)
      this.cover(at, stop)
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
    this.contiguous = this.covered.length > 0 && this.covered[0] === 0 ? this.covered[1] : 0
    this.complete = this.length >= 0 && this.contiguous >= this.length
  }

  private fillHoles(at: number, stop: number, source: Uint8Array, from: number): void {
    let position = at
    for (let i = 0; i < this.covered.length && position < stop; i += 2) {
      if (this.covered[i + 1] <= position) continue
      const holeEnd = Math.min(stop, this.covered[i])
      if (holeEnd > position) this.copy(position, source, from + (position - at), from + (holeEnd - at))
      position = Math.max(position, this.covered[i + 1])
    }
    if (position < stop) this.copy(position, source, from + (position - at), from + (stop - at))
  }

  private cover(start: number, stop: number): void {
    const merged: number[] = []
    let from = start
    let to = stop
    let placed = false
    for (let i = 0; i < this.covered.length; i += 2) {
      const a = this.covered[i]
      const b = this.covered[i + 1]
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
    this.covered = merged
  }

  private copy(at: number, source: Uint8Array, from: number, to: number): void {
    if (at >= this.keptEnd) return
    const stop = Math.min(at + (to - from), this.keptEnd)
    if (stop > this.bytes.length && !this.reserve(stop)) {
      this.keptEnd = at
      return
    }
    this.bytes.set(source.subarray(from, from + (stop - at)), at)
  }

  private reserve(size: number): boolean {
    let capacity = Math.max(this.bytes.length, this.firstCapacity)
    while (capacity < size) capacity *= 2
    const more = capacity - this.bytes.length
    if (this.budget.held + more > this.budget.limit) return false
    this.budget.held += more
    const larger = new Uint8Array(capacity)
    larger.set(this.bytes)
    this.bytes = larger
    return true
  }
}
