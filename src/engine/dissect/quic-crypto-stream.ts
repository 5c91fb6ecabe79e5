/** Handshake bytes kept that arrived before those that precede them. */
const MOST_PENDING = 0x20000

type Piece = { at: number; bytes: Uint8Array }

/**
 * The CRYPTO frames of one direction at one encryption level (RFC 9000 section 19.6). What continues the bytes before it
 * is handed on at once; what leaves a gap waits, until all that has arrived is free of gaps.
 */
export class QuicCryptoStream {
  /** Everything before this offset was handed on. */
  private contiguous = 0
  /** Sorted by nothing; together they and what is missing reach from `contiguous` to `furthest`. */
  private pending: Piece[] = []
  private pendingBytes = 0
  private furthest = 0

  /** Adds bytes[from, to) at `offset`; answers what can be read now, as a piece of its own, or null. */
  add(bytes: Uint8Array, from: number, to: number, offset: number): Uint8Array | null {
    const stop = offset + (to - from)
    if (stop <= this.contiguous) return null
    const skipped = Math.max(0, this.contiguous - offset)
    const at = offset + skipped
    if (this.pending.length === 0 && at === this.contiguous) {
      this.contiguous = stop
      return bytes.subarray(from + skipped, to)
    }
    if (this.pendingBytes + (stop - at) > MOST_PENDING) return null
    this.pending.push({ at, bytes: bytes.slice(from + skipped, to) })
    this.pendingBytes += stop - at
    this.furthest = Math.max(this.furthest, stop)
    return this.joined()
  }

  private joined(): Uint8Array | null {
    this.pending.sort((x, y) => x.at - y.at)
    let reached = this.contiguous
    for (const piece of this.pending) {
      if (piece.at > reached) return null
      reached = Math.max(reached, piece.at + piece.bytes.length)
    }
    const whole = new Uint8Array(reached - this.contiguous)
    for (const piece of this.pending) {
      const skipped = Math.max(0, this.contiguous - piece.at)
      whole.set(piece.bytes.subarray(skipped), piece.at + skipped - this.contiguous)
    }
    this.contiguous = reached
    this.pending = []
    this.pendingBytes = 0
    return whole
  }
}
