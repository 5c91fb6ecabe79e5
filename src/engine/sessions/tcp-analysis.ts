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
import type { SegmentHeader, TransportPacket } from './transport-packet.ts'

/** A later segment that closes a hole this soon after the highest one is out of order; without a known initial RTT. */
const OUT_OF_ORDER_NANOSECONDS = 3_000_000
/** A retransmission this soon after the last duplicate ACK is a fast one. */
const FAST_RETRANSMISSION_NANOSECONDS = 20_000_000

const above = (a: number, b: number) => ((a - b) | 0) > 0
const below = (a: number, b: number) => ((a - b) | 0) < 0
const notAbove = (a: number, b: number) => ((a - b) | 0) <= 0

/** Words of one direction, in one array so that a segment touches one or two cache lines of each. */
const STRIDE = 12
const BASE_SEQUENCE = 0
const NEXT_SEQUENCE = 1
const LAST_ACK = 2
const HIGHEST_TO_BE_ACKED = 3
/** Plus one; 0 = none seen. */
const WINDOW = 4
/** Plus three; 0 = unknown. */
const WINDOW_SCALE = 5
const DUPLICATE_ACKS = 6
/** tcp.analysis flags of the last segment; the top bit: the direction was seen. */
const LAST_FLAGS = 7
const KNOWN = 0x80000000
/** In 64-bit words. */
const NEXT_SEQUENCE_TIME = 4
const LAST_ACK_TIME = 5

/**
 * The state of every TCP direction, indexed by `stream * 2 + direction`, and the tcp.analysis flags of a segment as
 * Wireshark's tcp_analyze_sequence_number sets them. 0 as a sequence number means "not seen", as there.
 */
export class TcpAnalysis {
  private words = new Uint32Array(2048 * STRIDE)
  private times = new Float64Array(this.words.buffer)
  /** Whether the last segment acknowledged more than those before it. */
  advanced = false

  /** Makes room for a stream. */
  reserve(stream: number): void {
    const needed = (stream + 1) * 2 * STRIDE
    if (needed <= this.words.length) return
    this.words = grown(this.words, Math.max(this.words.length * 2, needed))
    this.times = new Float64Array(this.words.buffer)
  }

  isKnown(i: number): boolean {
    return this.words[i * STRIDE + LAST_FLAGS] >= KNOWN
  }

  /** First sequence number of a known direction. */
  baseSequence(i: number): number {
    return this.words[i * STRIDE + BASE_SEQUENCE]
  }

  /** The sequence number expected next; 0 = none seen. */
  nextSequence(i: number): number {
    return this.words[i * STRIDE + NEXT_SEQUENCE]
  }

  /** Shift of the window; -1 unknown, -2 the SYN had no option. */
  windowScale(i: number): number {
    const scale = this.words[i * STRIDE + WINDOW_SCALE]
    return scale === 0 ? -1 : scale - 3
  }

  /** A repeated SYN of the same connection attempt: later data is measured from where the peer has acknowledged. */
  resume(i: number): void {
    const o = i * STRIDE
    this.words[o + NEXT_SEQUENCE] = this.words[o + HIGHEST_TO_BE_ACKED]
  }

  /** One segment. `i` = stream * 2 + direction; `initialRtt` in nanoseconds, 0 = unknown. Answers tcp.analysis flags. */
  segment(i: number, packet: TransportPacket, header: SegmentHeader, initialRtt: number): number {
    const w = this.words
    const o = i * STRIDE
    const p = (i ^ 1) * STRIDE
    const { flags, window, windowScale } = header
    const length = packet.payloadLength
    const seq = header.sequence
    const ack = header.acknowledgment
    let found = 0
    if (w[o + LAST_FLAGS] < KNOWN) w[o + BASE_SEQUENCE] = (flags & SYN) !== 0 ? seq : seq - 1
    if (w[p + LAST_FLAGS] < KNOWN && (flags & ACK) !== 0) {
      w[p + BASE_SEQUENCE] = ack - 1
      w[p + LAST_FLAGS] |= KNOWN
    }
    if ((flags & SYN) !== 0) w[o + WINDOW_SCALE] = (windowScale < 0 ? -2 : windowScale) + 3

    const expected = w[o + NEXT_SEQUENCE]
    const control = flags & (SYN | FIN | RST)
    const sameWindow = window + 1 === w[o + WINDOW]
    forward: {
      if (length === 1 && seq === expected && w[p + WINDOW] === 1) {
        found |= ZERO_WINDOW_PROBE
        break forward
      }
      if (window === 0 && control === 0) found |= ZERO_WINDOW
      if (expected !== 0 && above(seq, expected) && (flags & RST) === 0) found |= LOST_SEGMENT
      if (length <= 1 && seq === (expected - 1) >>> 0 && control === 0) found |= KEEP_ALIVE
      const repeats = length === 0 && seq === expected && ack === w[o + LAST_ACK] && control === 0
      if (repeats && window !== 0 && !sameWindow) found |= WINDOW_UPDATE
      if (length > 0 && w[p + WINDOW_SCALE] !== 0 && control === 0) {
        const shift = Math.max(0, w[p + WINDOW_SCALE] - 3)
        const edge = (w[p + LAST_ACK] + Math.max(0, w[p + WINDOW] - 1) * 2 ** shift) >>> 0
        if ((seq + length) >>> 0 === edge) found |= WINDOW_FULL
      }
      if (repeats && window !== 0 && sameWindow && (w[p + LAST_FLAGS] & KEEP_ALIVE) !== 0) {
        found |= KEEP_ALIVE_ACK
        break forward
      }
      if (
        length === 0 &&
        window === 0 &&
        sameWindow &&
        seq === expected &&
        (ack === w[o + LAST_ACK] || ack === (w[o + LAST_ACK] + 1) >>> 0) &&
        (w[p + LAST_FLAGS] & ZERO_WINDOW_PROBE) !== 0 &&
        control === 0
      ) {
        found |= ZERO_WINDOW_PROBE_ACK
        if (ack === (w[o + LAST_ACK] + 1) >>> 0) {
          w[p + NEXT_SEQUENCE] = ack
          w[p + HIGHEST_TO_BE_ACKED] = ack
        }
        break forward
      }
      if (repeats && window !== 0 && sameWindow) {
        w[o + DUPLICATE_ACKS]++
        found |= DUPLICATE_ACK
      }
    }
    this.advanced = (flags & ACK) !== 0 && ack !== w[o + LAST_ACK]
    if (ack !== w[o + LAST_ACK]) w[o + DUPLICATE_ACKS] = 0

    if (w[p + HIGHEST_TO_BE_ACKED] !== 0 && above(ack, w[p + HIGHEST_TO_BE_ACKED]) && (flags & ACK) !== 0) {
      if (w[p + HIGHEST_TO_BE_ACKED] !== w[p + NEXT_SEQUENCE]) {
        w[p + HIGHEST_TO_BE_ACKED] = w[p + NEXT_SEQUENCE]
        found |= ACK_LOST_SEGMENT
      } else {
        // Once per stall: the count of the peer's duplicate ACKs doubles as the mark, as in Wireshark, where it then also
        // passes for "many" in the test for fast retransmissions.
        if (w[p + DUPLICATE_ACKS] === 0) found |= ACK_LOST_SEGMENT
        w[p + DUPLICATE_ACKS] = 0xffff
      }
    }

    let next = (seq + length) >>> 0
    if ((flags & (SYN | FIN)) !== 0) next = (next + 1) >>> 0
    if ((length > 0 || (flags & (SYN | FIN)) !== 0) && (found & KEEP_ALIVE) === 0)
      found |= this.repetition(i, packet, header, initialRtt, next)

    if ((found & ZERO_WINDOW_PROBE) === 0) {
      if (w[o + NEXT_SEQUENCE] === 0 || above(next, w[o + NEXT_SEQUENCE])) {
        w[o + NEXT_SEQUENCE] = next
        this.times[o / 2 + NEXT_SEQUENCE_TIME] = packet.time
      }
      if (w[o + HIGHEST_TO_BE_ACKED] === 0 || seq === w[o + HIGHEST_TO_BE_ACKED])
        w[o + HIGHEST_TO_BE_ACKED] = w[o + NEXT_SEQUENCE]
    }
    w[o + WINDOW] = window + 1
    w[o + LAST_ACK] = ack
    this.times[o / 2 + LAST_ACK_TIME] = packet.time
    w[o + LAST_FLAGS] = found | KNOWN
    return found
  }

  /** Which kind of repetition a segment with data, SYN or FIN is; 0 = it is new. */
  private repetition(
    i: number,
    packet: TransportPacket,
    header: SegmentHeader,
    initialRtt: number,
    next: number,
  ): number {
    const w = this.words
    const { time } = packet
    const length = packet.payloadLength
    const seq = header.sequence
    const o = i * STRIDE
    const p = (i ^ 1) * STRIDE
    const expected = w[o + NEXT_SEQUENCE]
    const peerAck = w[p + LAST_ACK]
    let notAdvanced = expected !== 0 && below(seq, expected)
    if (length > 1 && (expected - 1) >>> 0 === seq) notAdvanced = false
    if (length > 0 && peerAck !== 0 && notAbove((seq + length) >>> 0, peerAck)) return SPURIOUS_RETRANSMISSION
    if (!notAdvanced) return 0
    if (
      w[p + DUPLICATE_ACKS] >= 2 &&
      peerAck === seq &&
      time - this.times[p / 2 + LAST_ACK_TIME] < FAST_RETRANSMISSION_NANOSECONDS
    )
      return FAST_RETRANSMISSION
    const threshold = initialRtt > 0 ? initialRtt : OUT_OF_ORDER_NANOSECONDS
    if (time - this.times[o / 2 + NEXT_SEQUENCE_TIME] < threshold && expected !== next) return OUT_OF_ORDER
    return RETRANSMISSION
  }
}
