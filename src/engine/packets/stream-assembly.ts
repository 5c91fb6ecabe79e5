/** A piece of what one side of a stream said. */
export type StreamPiece = {
  /** 0 = who began. */
  direction: 0 | 1
  /** Row of the packet that brought it. */
  row: number
  bytes: Uint8Array
  /** Bytes right before it that no packet brought. */
  missing: number
}

/** Segments that wait for one before them, per direction. */
const MOST_WAITING = 1024

type Segment = { row: number; sequence: number; bytes: Uint8Array }
type Side = { next: number | null; waiting: Segment[] }

/** Later by sequence number, which wraps: RFC 9293 section 3.4. */
const isAfter = (a: number, b: number) => ((a - b) | 0) > 0

/** Puts TCP segments in order: each byte once, what came too early when its turn is. */
export class StreamAssembly {
  readonly pieces: StreamPiece[] = []
  private readonly sides: [Side, Side] = [
    { next: null, waiting: [] },
    { next: null, waiting: [] },
  ]

  /** A SYN tells the number before the first byte. */
  begin(direction: 0 | 1, sequence: number): void {
    const side = this.sides[direction]
    side.next ??= (sequence + 1) >>> 0
  }

  segment(direction: 0 | 1, row: number, sequence: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const side = this.sides[direction]
    side.next ??= sequence
    if (isAfter(sequence, side.next)) {
      side.waiting.push({ row, sequence, bytes })
      if (side.waiting.length > MOST_WAITING) this.skip(direction)
    } else this.take(direction, { row, sequence, bytes }, 0)
    this.drain(direction)
  }

  /** No more segments will come: what waits is told with what is missing before it. */
  finish(): void {
    for (const direction of [0, 1] as const)
      while (this.sides[direction].waiting.length > 0) {
        this.skip(direction)
        this.drain(direction)
      }
  }

  private take(direction: 0 | 1, { row, sequence, bytes }: Segment, missing: number): void {
    const side = this.sides[direction]
    const known = missing > 0 ? 0 : (side.next! - sequence) >>> 0
    if (known >= bytes.length) return
    this.pieces.push({ direction, row, bytes: bytes.subarray(known), missing })
    side.next = (sequence + bytes.length) >>> 0
  }

  /** Goes on behind the hole that the earliest waiting segment shows. */
  private skip(direction: 0 | 1): void {
    const side = this.sides[direction]
    const earliest = side.waiting.reduce((first, one) => (isAfter(first.sequence, one.sequence) ? one : first))
    side.waiting.splice(side.waiting.indexOf(earliest), 1)
    this.take(direction, earliest, (earliest.sequence - side.next!) >>> 0)
  }

  private drain(direction: 0 | 1): void {
    const side = this.sides[direction]
    for (;;) {
      const ready = side.waiting.findIndex(({ sequence }) => !isAfter(sequence, side.next!))
      if (ready < 0) return
      const [segment] = side.waiting.splice(ready, 1)
      this.take(direction, segment, 0)
    }
  }
}
