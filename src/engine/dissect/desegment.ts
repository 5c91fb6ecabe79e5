import { ONE_MORE_SEGMENT, type Packet, RUNNING, UNTIL_FIN } from './packet.ts'
import { segmentDataFields, segmentsFields } from './reassembled-fields.ts'
import { type ReassemblyBudget, ReassemblyBuffer } from './reassembly-buffer.ts'

/** A PDU that spans segments: bytes [sequence, next) of the stream. */
type SpanningPdu = {
  sequence: number
  /** Sequence number after its last byte, as far as its dissector has told. */
  next: number
  lastFrame: number
  /** The dissector could not tell how much it wants: the whole next segment belongs to it. */
  entireSegment: boolean
  /** null once it is dissected. */
  buffer: ReassemblyBuffer | null
  /** Packets of its segments, where fields are asked for. */
  frames: number[] | null
  /** The PDU found before it. */
  older: SpanningPdu | null
}

/** By direction; null until a PDU spans segments. */
export type DesegmentStates = [DesegmentState | null, DesegmentState | null]

/** The spanning PDUs of one direction of a TCP stream. */
export class DesegmentState {
  /** A list, since an array makes room for many where most streams have a few. */
  newest: SpanningPdu | null = null
  count = 0
  /** Every PDU begins after the one before it. */
  ascending = true
  /** A dissector wants everything up to the FIN. */
  untilFin = false
  /** Frame of the FIN that ended the stream; 0 = none. */
  finFrame = 0
}

/** Finished PDUs kept to recognise their retransmission. */
const REMEMBERED_PDUS = 32
/** Wireshark starts no PDU whose first piece is larger. */
const LARGEST_FIRST_PIECE = 1024 * 1024

const before = (a: number, b: number) => ((a - b) | 0) < 0
const wrap = (a: number) => a >>> 0

/**
 * Gives the payload at packet.offset (on the wire from `sequence` to `nextSequence`) to `dissectPayload`, holding back
 * what belongs to a PDU that goes on in later segments. The rules, including which segment shows the PDU, are those of
 * Wireshark's desegment_tcp with reassembly of out-of-order segments off. `retransmission`: the sequence analysis says
 * that the segment brings nothing new.
 */
export function desegment(
  packet: Packet,
  states: DesegmentStates,
  sequence: number,
  nextSequence: number,
  retransmission: boolean,
  dissectPayload: (packet: Packet) => void,
): void {
  const { bytes, end, wireEnd } = packet
  const { direction } = packet
  let offset = packet.offset
  let seq = sequence
  for (;;) {
    const state = states[direction]
    let anotherPduAt = 0
    let mustDesegment = false
    let desegmentOffset = offset
    packet.desegmentOffset = 0
    packet.desegmentLength = 0

    let pdu: SpanningPdu | null = null
    if (state !== null) {
      pdu = findNewest(state, seq)
      if (pdu === null || pdu.sequence === seq) {
        pdu ??= findAt(state, seq)
        if (pdu !== null && !before(pdu.next, nextSequence) && pdu.lastFrame !== packet.number) {
          leftOver(packet, offset)
          return
        }
        pdu ??= findBefore(state, seq)
      }
    }
    if (retransmission) {
      leftOver(packet, offset)
      return
    }

    if (state !== null && pdu !== null && before(seq, pdu.next) && !before(seq, pdu.sequence)) {
      if (pdu.frames !== null && pdu.frames.at(-1) !== packet.number) pdu.frames.push(packet.number)
      pdu.lastFrame = packet.number
      const length = pdu.entireSegment ? end - offset : Math.min(wrap(nextSequence - seq), wrap(pdu.next - seq))
      const buffer = pdu.buffer
      const wasComplete = buffer === null
      buffer?.add((seq - pdu.sequence) >>> 0, bytes, offset, offset + length)
      if (!before(nextSequence, pdu.next)) buffer?.endAt(wrap(seq - pdu.sequence) + length)
      if (pdu.entireSegment) {
        pdu.entireSegment = false
        pdu.next = nextSequence
      }
      if (before(pdu.next, nextSequence) && !before(pdu.next, seq) && length > 0) anotherPduAt = wrap(pdu.next - seq)

      if (!wasComplete && buffer !== null && buffer.complete) {
        packet.bytes = buffer.bytes
        packet.offset = 0
        packet.end = buffer.captured
        packet.wireEnd = buffer.length
        packet.sequence = pdu.sequence
        packet.canDesegment = 2
        dissectPayload(packet)
        packet.bytes = bytes
        packet.end = end
        packet.wireEnd = wireEnd
        if (packet.stopped !== RUNNING) {
          finish(pdu)
          return
        }
        const oldLength = buffer.length - length
        if (packet.desegmentLength !== 0 && packet.desegmentOffset <= oldLength) {
          // The PDU is longer than it seemed: hold on to all of it.
          buffer.reopen()
          if (packet.desegmentLength === ONE_MORE_SEGMENT) {
            const segmentEnd = wrap(seq + (wireEnd - offset))
            pdu.next = wrap((before(segmentEnd, pdu.next) ? pdu.next : segmentEnd) + 1)
            pdu.entireSegment = true
          } else if (packet.desegmentLength === UNTIL_FIN) {
            state.untilFin = true
            pdu.next = wrap(seq + length + UNTIL_FIN)
          } else {
            pdu.next = wrap(seq + length + packet.desegmentLength)
          }
          leftOver(packet, offset)
          offset += length
          seq = wrap(seq + length)
          if (end > offset) continue
          packet.desegmentLength = 0
          return
        }
        if (packet.fields !== null) {
          segmentDataFields(packet.fields, bytes, offset, anotherPduAt > 0 ? offset + anotherPduAt : end)
          segmentsFields(packet.fields, pdu.frames ?? [], buffer.bytes, buffer.captured, buffer.length)
        }
        finish(pdu)
        if (packet.desegmentLength !== 0) {
          mustDesegment = true
          // The rest of the reassembled bytes that was not dissected lies at the end of this segment's share.
          desegmentOffset = offset + length - (buffer.length - packet.desegmentOffset)
        }
      } else leftOver(packet, offset)
    } else {
      packet.offset = offset
      packet.end = end
      packet.wireEnd = wireEnd
      packet.sequence = seq
      packet.canDesegment = 2
      dissectPayload(packet)
      packet.bytes = bytes
      packet.end = end
      packet.wireEnd = wireEnd
      if (packet.stopped !== RUNNING) return
      if (packet.desegmentLength !== 0) {
        mustDesegment = true
        desegmentOffset = packet.desegmentOffset
      }
    }

    if (mustDesegment) {
      leftOver(packet, desegmentOffset)
      const wanted = packet.desegmentLength
      const owner = (states[direction] ??= new DesegmentState())
      if (wanted === UNTIL_FIN) owner.untilFin = true
      const pduSequence = wrap(seq + (desegmentOffset - offset))
      const have = wrap(nextSequence - pduSequence)
      if (have <= LARGEST_FIRST_PIECE) {
        const entireSegment = wanted === ONE_MORE_SEGMENT
        const created = start(
          owner,
          packet.budget,
          packet.number,
          pduSequence,
          wrap(nextSequence + (entireSegment ? 1 : wanted)),
          packet.desegmentKept,
        )
        created.entireSegment = entireSegment
        if (packet.fields !== null) created.frames = [packet.number]
        created.buffer?.add(0, bytes, desegmentOffset, desegmentOffset + have)
      }
    }
    packet.canDesegment = 0
    packet.desegmentOffset = 0
    packet.desegmentLength = 0
    if (anotherPduAt === 0) return
    offset += anotherPduAt
    seq = wrap(seq + anotherPduAt)
    if (offset >= end) return
  }
}

/** Nobody reads what this packet has from `from` on: it belongs to a PDU over several segments. */
function leftOver({ fields, segmentBytes, segmentEnd }: Packet, from: number): void {
  if (fields !== null) segmentDataFields(fields, segmentBytes, from, segmentEnd)
}

/**
 * A FIN ends the stream at `sequence`: a PDU that waits for the end of the stream is complete with the segment's
 * payload packet.offset..end. Answers whether one was, then the payload is done with.
 */
export function finishAtFin(
  packet: Packet,
  state: DesegmentState | null,
  sequence: number,
  dissectPayload: (packet: Packet) => void,
): boolean {
  if (state === null || !state.untilFin || state.finFrame !== 0) return false
  state.finFrame = packet.number
  const pdu = findBefore(state, sequence)
  const buffer = pdu?.buffer ?? null
  if (pdu === null || buffer === null) return false
  const { bytes, offset, end, wireEnd } = packet
  const at = wrap(sequence - pdu.sequence)
  buffer.add(at, bytes, offset, end)
  buffer.endAt(at + (end - offset))
  if (!buffer.complete) return false
  packet.bytes = buffer.bytes
  packet.offset = 0
  packet.end = buffer.captured
  packet.wireEnd = buffer.length
  packet.sequence = pdu.sequence
  packet.canDesegment = 0
  dissectPayload(packet)
  if (packet.fields !== null) {
    pdu.frames?.push(packet.number)
    segmentsFields(packet.fields, pdu.frames ?? [], buffer.bytes, buffer.captured, buffer.length)
  }
  packet.bytes = bytes
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
  finish(pdu)
  return true
}

/** The newest PDU, where its place in the stream says that it is the one at or right before `sequence`. */
function findNewest(state: DesegmentState, sequence: number): SpanningPdu | null {
  const { newest } = state
  return newest === null || !state.ascending || before(sequence, newest.sequence) ? null : newest
}

function findAt(state: DesegmentState, sequence: number): SpanningPdu | null {
  let pdu = state.newest
  while (pdu !== null && pdu.sequence !== sequence) pdu = pdu.older
  return pdu
}

/** The PDU with the highest start below `sequence`. */
function findBefore(state: DesegmentState, sequence: number): SpanningPdu | null {
  let best: SpanningPdu | null = null
  for (let pdu = state.newest; pdu !== null; pdu = pdu.older)
    if (before(pdu.sequence, sequence) && (best === null || before(best.sequence, pdu.sequence))) best = pdu
  return best
}

function start(
  state: DesegmentState,
  budget: ReassemblyBudget,
  frame: number,
  sequence: number,
  next: number,
  kept: number,
): SpanningPdu {
  const newest = findNewest(state, sequence)
  const known = newest === null || newest.sequence === sequence ? findAt(state, sequence) : null
  if (known !== null) remove(state, known)
  else if (state.count >= REMEMBERED_PDUS) removeOldest(state)
  if (state.newest !== null && !before(state.newest.sequence, sequence)) state.ascending = false
  const pdu = {
    sequence,
    next,
    lastFrame: frame,
    entireSegment: false,
    buffer: new ReassemblyBuffer(budget, (next - sequence) >>> 0, kept),
    frames: null,
    older: state.newest,
  }
  state.newest = pdu
  state.count++
  return pdu
}

function remove(state: DesegmentState, pdu: SpanningPdu): void {
  finish(pdu)
  state.count--
  if (state.newest === pdu) {
    state.newest = pdu.older
    return
  }
  let newer = state.newest
  while (newer !== null && newer.older !== pdu) newer = newer.older
  if (newer !== null) newer.older = pdu.older
}

function removeOldest(state: DesegmentState): void {
  let oldest = state.newest
  while (oldest !== null && oldest.older !== null) oldest = oldest.older
  if (oldest !== null) remove(state, oldest)
}

function finish(pdu: SpanningPdu): void {
  pdu.buffer?.release()
  pdu.buffer = null
}
