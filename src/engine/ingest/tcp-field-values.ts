import type { FieldSink } from '../dissect/field-sink.ts'
import type { Packet } from '../dissect/packet.ts'
import type { TcpSegment } from '../dissect/records.ts'
import { tcpLayout } from '../protocols/tcp-fields.ts'
import type { SessionTracker } from '../sessions/session-tracker.ts'
import {
  DUPLICATE_ACK,
  FAST_RETRANSMISSION,
  LOST_SEGMENT,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
} from '../sessions/tcp-flags.ts'
import { TCP_ANALYSIS_NAMES } from '../tables/tcp-analysis-names.ts'

const FIN = 0x01
const SYN = 0x02
const RST = 0x04
const PUSH = 0x08
const ACK = 0x10

/** Segments that wait for their acknowledgment, per direction; Wireshark's limit. */
const MOST_UNACKNOWLEDGED = 10_000

const above = (a: number, b: number) => ((a - b) | 0) > 0
const notAbove = (a: number, b: number) => ((a - b) | 0) <= 0

type Unacknowledged = { frame: number; sequence: number; next: number; time: number }

/** One direction of a stream. */
type Side = {
  /** Oldest first. */
  waiting: Unacknowledged[]
  bytesSincePush: number
  pushed: boolean
  /** The packet whose ACK is no duplicate, and how many duplicates came since. */
  lastAckFrame: number
  lastAck: number
  /** The packet that brought the highest sequence number, and when. */
  highest: Unacknowledged | null
  duplicates: number
  /** Nothing is missing since the other side has acknowledged something. */
  isContiguous: boolean
}

/** What Wireshark tells of a segment from the history of its stream. */
export class TcpFieldValues {
  private readonly tracker: SessionTracker
  private readonly sides: Side[] = []
  /** By stream. */
  private readonly completeness: number[] = []
  private readonly first: number[] = []
  /** The direction of the first FIN. */
  private readonly closers: number[] = []
  private readonly last: number[] = []

  constructor(tracker: SessionTracker) {
    this.tracker = tracker
  }

  /** `i`: stream * 2 + direction; `found`: flags of the sequence analysis. */
  segment(fields: FieldSink, packet: Packet, segment: TcpSegment, i: number, found: number): void {
    const f = tcpLayout
    if (!fields.wants(f)) return
    const { tcpAnalysis, rtt } = this.tracker
    const stream = i >>> 1
    const { sequence, acknowledgment, flags, length, window } = segment
    const base = tcpAnalysis.baseSequence(i)
    const peerBase = tcpAnalysis.baseSequence(i ^ 1)
    const hasAck = (flags & ACK) !== 0
    fields.peerSequence = peerBase
    fields.number(f.stream, stream, 0, 0)
    fields.number(f.completeness, this.completeness[stream] ?? 0, 0, 0)
    const relative = (sequence - base) >>> 0
    fields.number(f.seq, relative, 0, 0)
    const extent = length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)
    fields.number(f.nxtseq, (relative + extent) >>> 0, 0, 0)
    fields.number(f.ack, hasAck ? (acknowledgment - peerBase) >>> 0 : acknowledgment, 0, 0)
    this.windows(fields, i, flags, window)
    const { time } = packet
    const first = (this.first[stream] ??= time)
    fields.duration(f.time_relative, time - first)
    fields.duration(f.time_delta, time - (this.last[stream] ?? time))
    this.last[stream] = time
    const isFirst = this.completeness[stream] === undefined
    if (!isFirst || (flags & (SYN | ACK)) === SYN)
      this.completeness[stream] = (this.completeness[stream] ?? 0) | stepOf(flags, length)
    // A stream whose beginning was not captured says nothing with its first packet.
    else this.completeness[stream] = 0
    this.closing(fields, stream, i & 1, flags)
    this.analysis(fields, packet, segment, i, found, rtt[stream])
  }

  /** Who of the two ends the connection first. */
  private closing(fields: FieldSink, stream: number, direction: number, flags: number): void {
    if ((flags & FIN) === 0) return
    const first = (this.closers[stream] ??= direction)
    fields.presence(tcpLayout[first === direction ? 'connection.fin_active' : 'connection.fin_passive'])
  }

  private windows(fields: FieldSink, i: number, flags: number, window: number): void {
    const f = tcpLayout
    const { tcpAnalysis } = this.tracker
    const own = tcpAnalysis.windowScale(i)
    if ((flags & SYN) !== 0) {
      fields.number(f.window_size, window, 0, 0)
      return
    }
    const isOff = own === -2 || tcpAnalysis.windowScale(i ^ 1) === -2
    const scale = isOff || own < 0 ? 1 : 2 ** own
    fields.number(f.window_size, window * scale, 0, 0)
    fields.number(f.window_size_scalefactor, isOff ? -2 : own < 0 ? -1 : scale, 0, 0)
  }

  private analysis(
    fields: FieldSink,
    packet: Packet,
    { sequence, acknowledgment, flags, length, headerComplete }: TcpSegment,
    i: number,
    found: number,
    initialRtt: number,
  ): void {
    const f = tcpLayout
    const own = this.side(i)
    const peer = this.side(i ^ 1)
    const next = (sequence + length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)) >>> 0
    if (next !== sequence && own.waiting.length < MOST_UNACKNOWLEDGED)
      own.waiting.push({ frame: packet.number, sequence, next, time: packet.time })
    if ((found & LOST_SEGMENT) !== 0) own.isContiguous = false
    if ((flags & ACK) !== 0) peer.isContiguous = true
    const acknowledged = (flags & ACK) === 0 ? null : acknowledge(peer, acknowledgment)
    const inFlight = length === 0 || !own.isContiguous ? 0 : bytesInFlight(own, flags)
    const isTold = found !== 0 || acknowledged !== null || inFlight > 0
    if (isTold) fields.presence(f.analysis)
    if (acknowledged !== null) {
      fields.number(f['analysis.acks_frame'], acknowledged.frame, 0, 0)
      if (packet.time !== acknowledged.time) fields.duration(f['analysis.ack_rtt'], packet.time - acknowledged.time)
    }
    if (isTold && initialRtt > 0) fields.duration(f['analysis.initial_rtt'], initialRtt)
    if (inFlight > 0) {
      fields.number(f['analysis.bytes_in_flight'], inFlight, 0, 0)
      if (own.pushed) own.bytesSincePush = 0
      own.bytesSincePush += length
      own.pushed = (flags & PUSH) !== 0
      fields.number(f['analysis.push_bytes_sent'], own.bytesSincePush, 0, 0)
    }
    if (found !== 0 && headerComplete) flagsFields(fields, found)
    if ((found & (RETRANSMISSION | FAST_RETRANSMISSION | SPURIOUS_RETRANSMISSION)) === RETRANSMISSION)
      timeoutFields(fields, packet, own)
    if (own.highest === null || above(next, own.highest.next))
      own.highest = { frame: packet.number, sequence, next, time: packet.time }
    if ((found & DUPLICATE_ACK) !== 0) {
      fields.number(f['analysis.duplicate_ack_num'], ++own.duplicates, 0, 0)
      fields.number(f['analysis.duplicate_ack_frame'], own.lastAckFrame, 0, 0)
    }
    if (acknowledgment !== own.lastAck) {
      own.lastAckFrame = packet.number
      own.lastAck = acknowledgment
      own.duplicates = 0
    }
  }

  private side(i: number): Side {
    return (this.sides[i] ??= {
      waiting: [],
      bytesSincePush: 0,
      pushed: false,
      lastAckFrame: 0,
      lastAck: -1,
      highest: null,
      duplicates: 0,
      isContiguous: true,
    })
  }
}

/** Since when the oldest segment waits, or else the last one that brought something new. */
function timeoutFields(fields: FieldSink, packet: Packet, { waiting, highest }: Side): void {
  const sent = waiting.length > 0 && waiting[0].frame !== packet.number ? waiting[0] : highest
  if (sent === null || sent.frame === packet.number || sent.time === packet.time) return
  fields.duration(tcpLayout['analysis.rto'], packet.time - sent.time)
  fields.number(tcpLayout['analysis.rto_frame'], sent.frame, 0, 0)
}

/** Bit of tcp.completeness. */
function stepOf(flags: number, length: number): number {
  let step = 0
  if ((flags & (SYN | ACK)) === SYN) step |= 1
  if ((flags & (SYN | ACK)) === (SYN | ACK)) step |= 2
  if (length > 0) step |= 8
  else if ((flags & (SYN | ACK)) === ACK) step |= 4
  if ((flags & FIN) !== 0) step |= 16
  if ((flags & RST) !== 0) step |= 32
  return step
}

/** Takes away what is acknowledged; answers the segment whose end the acknowledgment is. */
function acknowledge(side: Side, acknowledgment: number): Unacknowledged | null {
  let exact: Unacknowledged | null = null
  side.waiting = side.waiting.filter((segment) => {
    if (segment.next === acknowledgment) {
      exact ??= segment
      return false
    }
    if (above(acknowledgment, segment.sequence) && notAbove(acknowledgment, segment.next))
      segment.sequence = acknowledgment
    return above(segment.next, acknowledgment)
  })
  return exact
}

function bytesInFlight({ waiting }: Side, flags: number): number {
  if (waiting.length === 0) return 0
  let low = waiting[0].sequence
  let high = waiting[0].next
  for (const { sequence, next } of waiting) {
    if (above(low, sequence)) low = sequence
    if (above(next, high)) high = next
  }
  return ((high - low) >>> 0) - ((flags & (SYN | FIN)) === 0 ? 0 : 1)
}

const analysisFields = TCP_ANALYSIS_NAMES.map((name) => tcpLayout[`analysis.${name}`])

function flagsFields(fields: FieldSink, found: number): void {
  const marks = (found & (FAST_RETRANSMISSION | SPURIOUS_RETRANSMISSION)) === 0 ? found : found | RETRANSMISSION
  fields.presence(tcpLayout['analysis.flags'])
  analysisFields.forEach((field, bit) => {
    if ((marks & (1 << bit)) === 0) return
    fields.presence(field)
    // Wireshark's tree has it twice: as a field and as an expert's remark.
    if (field === tcpLayout['analysis.duplicate_ack']) fields.presence(field)
  })
}
