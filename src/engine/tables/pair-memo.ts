/** Entries of a memo; a power of two. 128 KB stay in a processor's own cache. */
const ENTRIES = 4096
/** Words of an entry: the key (three words of the addresses, the track before), then what it gave. */
const ENTRY = 8
const SOURCE = 4
const DESTINATION = 5
const TRACK = 6

/**
 * What an address pair in a header gave the last time: the ids of both addresses and the track that goes on through them.
 * These never change, so a packet of a known pair costs one look into one cache line in place of four tables. An entry is
 * overwritten by the next pair that falls on it.
 */
export class PairMemo {
  source = 0
  destination = 0
  track = 0
  private readonly entries = new Int32Array(ENTRIES * ENTRY)

  /** Whether the pair is known under the track `parent`; then `source`, `destination` and `track` are set. Words as signed. */
  find(w0: number, w1: number, w2: number, parent: number): boolean {
    const e = this.entries
    const at = place(w0, w1, w2, parent)
    // No track is 0 behind a pair.
    if (e[at] !== w0 || e[at + 1] !== w1 || e[at + 2] !== w2 || e[at + 3] !== parent || e[at + TRACK] === 0)
      return false
    this.source = e[at + SOURCE]
    this.destination = e[at + DESTINATION]
    this.track = e[at + TRACK]
    return true
  }

  /** Remembers what `find` did not know. */
  keep(w0: number, w1: number, w2: number, parent: number, source: number, destination: number, track: number): void {
    const e = this.entries
    const at = place(w0, w1, w2, parent)
    e[at] = w0
    e[at + 1] = w1
    e[at + 2] = w2
    e[at + 3] = parent
    e[at + SOURCE] = source
    e[at + DESTINATION] = destination
    e[at + TRACK] = track
  }
}

/** Where the pair's entry begins. */
function place(w0: number, w1: number, w2: number, parent: number): number {
  let h = Math.imul(w0 ^ (w2 >>> 3), 0x9e3779b1) ^ Math.imul(w1 ^ parent, 0x85ebca6b)
  h ^= h >>> 15
  return ((h ^ (h >>> 7)) & (ENTRIES - 1)) * ENTRY
}
