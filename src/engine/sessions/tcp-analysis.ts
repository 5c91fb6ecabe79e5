import { grown } from '../tables/column.ts'
import {
  ACK,
  ACK_LOST_SEGMENT,
  DUPLICATE_ACK,
  FAST_RETRANSMISSION,
  FIN,
  KEEP_ALIVE,
  KEEP_ALIVE_ACK,
  LOST_SEGMENT,
  OUT_OF_ORDER,
  RETRANSMISSION,
  RST,
  SPURIOUS_RETRANSMISSION,
  SYN,
  WINDOW_FULL,
  WINDOW_UPDATE,
  ZERO_WINDOW,
  ZERO_WINDOW_PROBE,
  ZERO_WINDOW_PROBE_ACK,
} from './tcp-flags.ts'

/** A later segment that closes a hole this soon after the highest one is out of order; without a known initial RTT. */
const OUT_OF_ORDER_NANOSECONDS = 3_000_000
/** A retransmission this soon after the last duplicate ACK is a fast one. */
const FAST_RETRANSMISSION_NANOSECONDS = 20_000_000

const above = (a: number, b: number) => ((a - b) | 0) > 0
const below = (a: number, b: number) => ((a - b) | 0) < 0
const notAbove = (a: number, b: number) => ((a - b) | 0) <= 0

/**
 * The state of every TCP direction, in columns indexed by `stream * 2 + direction`, and the tcp.analysis flags of a
 * segment as Wireshark's tcp_analyze_sequence_number sets them. 0 in a sequence column means "not seen", as there.
 */
export class TcpAnalysis {
  private capacity = 2048
  /** First sequence number; valid when known[i] has BASE. */
  baseSequence = new Uint32Array(this.capacity)
  known = new Uint8Array(this.capacity)
  nextSequence = new Uint32Array(this.capacity)
  private lastAck = new Uint32Array(this.capacity)
  private highestToBeAcked = new Uint32Array(this.capacity)
  private window = new Int32Array(this.capacity).fill(-1)
  /** -1 unknown, -2 the SYN had no option. */
  windowScale = new Int8Array(this.capacity).fill(-1)
  private nextSequenceTime = new Float64Array(this.capacity)
  private lastAckTime = new Float64Array(this.capacity)
  /** Whether the last segment acknowledged more than those before it. */
  advanced = false
  private duplicateAcks = new Uint16Array(this.capacity)
  private lastFlags = new Uint16Array(this.capacity)

  /** Makes room for a stream. */
  reserve(stream: number): void {
    if (stream * 2 + 1 < this.capacity) return
    this.capacity = Math.max(this.capacity * 2, stream * 2 + 2)
    this.baseSequence = grown(this.baseSequence, this.capacity)
    this.known = grown(this.known, this.capacity)
    this.nextSequence = grown(this.nextSequence, this.capacity)
    this.lastAck = grown(this.lastAck, this.capacity)
    this.highestToBeAcked = grown(this.highestToBeAcked, this.capacity)
    this.window = grown(this.window, this.capacity, -1)
    this.windowScale = grown(this.windowScale, this.capacity, -1)
    this.nextSequenceTime = grown(this.nextSequenceTime, this.capacity)
    this.lastAckTime = grown(this.lastAckTime, this.capacity)
    this.duplicateAcks = grown(this.duplicateAcks, this.capacity)
    this.lastFlags = grown(this.lastFlags, this.capacity)
  }

  /** A repeated SYN of the same connection attempt: later data is measured from where the peer has acknowledged. */
  resume(i: number): void {
    this.nextSequence[i] = this.highestToBeAcked[i]
  }

  /**
   * One segment. `i` = stream * 2 + direction; `initialRtt` in nanoseconds, -1 = unknown; `time` in nanoseconds.
   * `windowScale`: the option's shift, -1 = absent. Answers tcp.analysis flags.
   */
  segment(
    i: number,
    time: number,
    initialRtt: number,
    sequence: number,
    acknowledgment: number,
    flags: number,
    window: number,
    windowScale: number,
    length: number,
  ): number {
    const r = i ^ 1
    const seq = sequence
    const ack = acknowledgment
    let found = 0
    if (this.known[i] === 0) {
      this.baseSequence[i] = (flags & SYN) !== 0 ? seq : (seq - 1) >>> 0
      this.known[i] = 1
    }
    if (this.known[r] === 0 && (flags & ACK) !== 0) {
      this.baseSequence[r] = (ack - 1) >>> 0
      this.known[r] = 1
    }
    if ((flags & SYN) !== 0) this.windowScale[i] = windowScale < 0 ? -2 : windowScale

    const expected = this.nextSequence[i]
    const control = flags & (SYN | FIN | RST)
    const sameWindow = window === this.window[i]
    forward: {
      if (length === 1 && seq === expected && this.window[r] === 0) {
        found |= ZERO_WINDOW_PROBE
        break forward
      }
      if (window === 0 && control === 0) found |= ZERO_WINDOW
      if (expected !== 0 && above(seq, expected) && (flags & RST) === 0) found |= LOST_SEGMENT
      if (length <= 1 && seq === (expected - 1) >>> 0 && control === 0) found |= KEEP_ALIVE
      const repeats = length === 0 && seq === expected && ack === this.lastAck[i] && control === 0
      if (repeats && window !== 0 && !sameWindow) found |= WINDOW_UPDATE
      if (length > 0 && this.windowScale[r] !== -1 && control === 0) {
        const shift = this.windowScale[r] < 0 ? 0 : this.windowScale[r]
        const edge = (this.lastAck[r] + Math.max(0, this.window[r]) * 2 ** shift) >>> 0
        if ((seq + length) >>> 0 === edge) found |= WINDOW_FULL
      }
      if (repeats && window !== 0 && sameWindow && (this.lastFlags[r] & KEEP_ALIVE) !== 0) {
        found |= KEEP_ALIVE_ACK
        break forward
      }
      if (
        length === 0 &&
        window === 0 &&
        sameWindow &&
        seq === expected &&
        (ack === this.lastAck[i] || ack === (this.lastAck[i] + 1) >>> 0) &&
        (this.lastFlags[r] & ZERO_WINDOW_PROBE) !== 0 &&
        control === 0
      ) {
        found |= ZERO_WINDOW_PROBE_ACK
        if (ack === (this.lastAck[i] + 1) >>> 0) {
          this.nextSequence[r] = ack
          this.highestToBeAcked[r] = ack
        }
        break forward
      }
      if (repeats && window !== 0 && sameWindow) {
        this.duplicateAcks[i]++
        found |= DUPLICATE_ACK
      }
    }
    this.advanced = (flags & ACK) !== 0 && ack !== this.lastAck[i]
    if (ack !== this.lastAck[i]) this.duplicateAcks[i] = 0

    if (this.highestToBeAcked[r] !== 0 && above(ack, this.highestToBeAcked[r]) && (flags & ACK) !== 0) {
      if (this.highestToBeAcked[r] !== this.nextSequence[r]) {
        this.highestToBeAcked[r] = this.nextSequence[r]
        found |= ACK_LOST_SEGMENT
      } else {
        // Once per stall: the count of the peer's duplicate ACKs doubles as the mark, as in Wireshark, where it then also
        // passes for "many" in the test for fast retransmissions.
        if (this.duplicateAcks[r] === 0) found |= ACK_LOST_SEGMENT
        this.duplicateAcks[r] = 0xffff
      }
    }

    let next = (seq + length) >>> 0
    if ((flags & (SYN | FIN)) !== 0) next = (next + 1) >>> 0
    if ((length > 0 || (flags & (SYN | FIN)) !== 0) && (found & KEEP_ALIVE) === 0)
      found |= this.repetition(i, time, initialRtt, seq, length, next)

    if ((found & ZERO_WINDOW_PROBE) === 0) {
      if (this.nextSequence[i] === 0 || above(next, this.nextSequence[i])) {
        this.nextSequence[i] = next
        this.nextSequenceTime[i] = time
      }
      if (this.highestToBeAcked[i] === 0 || seq === this.highestToBeAcked[i])
        this.highestToBeAcked[i] = this.nextSequence[i]
    }
    this.window[i] = window
    this.lastAck[i] = ack
    this.lastAckTime[i] = time
    this.lastFlags[i] = found
    return found
  }

  /** Which kind of repetition a segment with data, SYN or FIN is; 0 = it is new. */
  private repetition(i: number, time: number, initialRtt: number, seq: number, length: number, next: number): number {
    const r = i ^ 1
    const expected = this.nextSequence[i]
    const peerAck = this.lastAck[r]
    let notAdvanced = expected !== 0 && below(seq, expected)
    if (length > 1 && (expected - 1) >>> 0 === seq) notAdvanced = false
    if (length > 0 && peerAck !== 0 && notAbove((seq + length) >>> 0, peerAck)) return SPURIOUS_RETRANSMISSION
    if (!notAdvanced) return 0
    if (this.duplicateAcks[r] >= 2 && peerAck === seq && time - this.lastAckTime[r] < FAST_RETRANSMISSION_NANOSECONDS)
      return FAST_RETRANSMISSION
    const threshold = initialRtt > 0 ? initialRtt : OUT_OF_ORDER_NANOSECONDS
    if (time - this.nextSequenceTime[i] < threshold && expected !== next) return OUT_OF_ORDER
    return RETRANSMISSION
  }
}
