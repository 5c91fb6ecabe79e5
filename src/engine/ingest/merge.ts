/** Something with a current record: when it is, and which comes first of two at the same time. */
export type Timed = {
  readonly order: number
  readonly reader: { readonly seconds: number; readonly nanoseconds: number }
}

/**
 * Several captures as one, as mergecap does it: always the earliest of the current records, each file in its own order.
 * Records without a time come at once. A binary heap: the top may change its record, then `settle` puts it in its place.
 */
export class EarliestFirst<T extends Timed> {
  private readonly heap: T[] = []

  get size(): number {
    return this.heap.length
  }

  get top(): T {
    return this.heap[0]
  }

  push(item: T): void {
    const { heap } = this
    let at = heap.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(item, heap[parent])) break
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = item
  }

  /** The top's record has changed. */
  settle(): void {
    const { heap } = this
    const item = heap[0]
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++
      if (!isBefore(heap[child], item)) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = item
  }

  removeTop(): void {
    const last = this.heap.pop()
    if (last === undefined || this.heap.length === 0) return
    this.heap[0] = last
    this.settle()
  }
}

function isBefore(a: Timed, b: Timed): boolean {
  const seconds = a.reader.seconds - b.reader.seconds
  // NaN: one has no time. It goes first; two of them by order.
  if (seconds !== seconds) {
    const aTimeless = Number.isNaN(a.reader.seconds)
    return aTimeless === Number.isNaN(b.reader.seconds) ? a.order < b.order : aTimeless
  }
  if (seconds !== 0) return seconds < 0
  const nanoseconds = a.reader.nanoseconds - b.reader.nanoseconds
  return nanoseconds === 0 ? a.order < b.order : nanoseconds < 0
}
