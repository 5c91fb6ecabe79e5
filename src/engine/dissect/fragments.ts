import { type ReassemblyBudget, ReassemblyBuffer } from './reassembly-buffer.ts'

type Pending = { buffer: ReassemblyBuffer; frames: number[] }

/** Datagrams under reassembly at once, and how many the oldest give way to. */
const MOST_PENDING = 4096

/** Packets of one datagram that are remembered: the longest has so many pieces of eight bytes. */
const MOST_FRAMES = 8192

/**
 * Reassembly of datagrams from fragments, keyed by text (addresses, identification, protocol). A datagram whose rest
 * never comes is dropped when too many wait.
 */
export class FragmentTable {
  private readonly pending = new Map<string, Pending>()

  /** Packets whose fragments made the datagram that was complete last. */
  frames: readonly number[] = []

  private readonly budget: ReassemblyBudget

  constructor(budget: ReassemblyBudget) {
    this.budget = budget
  }

  /**
   * Adds bytes[from, to) at position `at`; answers the buffer when it is complete with this fragment, else null. The
   * caller releases it after use.
   */
  add(key: string, frame: number, at: number, more: boolean, bytes: Uint8Array, from: number, to: number) {
    let entry = this.pending.get(key)
    if (entry === undefined) {
      if (this.pending.size >= MOST_PENDING) {
        const oldest = this.pending.keys().next()
        if (!oldest.done) {
          this.pending.get(oldest.value)?.buffer.release()
          this.pending.delete(oldest.value)
        }
      }
      entry = { buffer: new ReassemblyBuffer(this.budget), frames: [] }
      this.pending.set(key, entry)
    }
    if (entry.frames.length < MOST_FRAMES) entry.frames.push(frame)
    entry.buffer.add(at, bytes, from, to)
    // The first last fragment says how long the datagram is, as in Wireshark.
    if (!more && entry.buffer.length < 0) entry.buffer.endAt(at + (to - from))
    if (!entry.buffer.complete) return null
    this.pending.delete(key)
    this.frames = entry.frames
    return entry.buffer
  }
}
