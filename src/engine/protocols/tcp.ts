import { desegment, finishAtFin } from '../dissect/desegment.ts'
import { ACCEPTED, type Dissector } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import type { TcpSegment } from '../dissect/records.ts'
import { dissectTcpPayload } from '../dissect/tcp-payload.ts'
import { tcpFields, tcpPortFields } from './tcp-fields.ts'

const FIN = 0x01
const SYN = 0x02
const RST = 0x04
const ACK = 0x10
/**
 * tcp.analysis.retransmission, fast_, spurious_retransmission and out_of_order: Wireshark gives such segments to no
 * dissector (its preference "do not call subdissectors for error packets" is on).
 */
const NOT_DISSECTED = 1 | 2 | 4 | 16
/** Of these what it withholds also where nothing can be reassembled, as the segment is cut or a fragment. */
const NOT_DISSECTED_ALONE = 1 | 16

const OPTION_END = 0
const OPTION_NOP = 1
const OPTION_WINDOW_SCALE = 3
const OPTION_SACK = 5
const OPTION_TIMESTAMP = 8

const segment: TcpSegment = {
  sourcePort: 0,
  destinationPort: 0,
  sequence: 0,
  acknowledgment: 0,
  flags: 0,
  window: 0,
  windowScale: -1,
  length: 0,
  headerComplete: true,
  sack: false,
  timestampValue: -1,
}

/** TCP, RFC 9293. Payload goes through the stream (dissect/desegment.ts) to the application dissectors. */
export const tcp: Dissector = {
  name: 'tcp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const at = packet.offset
    packet.sourcePort = packet.u16(at)
    packet.destinationPort = packet.u16(at + 2)
    if (packet.fields !== null) tcpPortFields(packet.fields, packet, at)
    if (!packet.need(20)) return ACCEPTED
    const headerLength = (packet.u8(at + 12) >>> 4) * 4
    if (headerLength < 20) return ACCEPTED
    const flags = packet.u16(at + 12) & 0x1ff
    const length = Math.max(0, packet.wireRemaining - headerLength)
    let sequence = packet.u32(at + 4)
    segment.sourcePort = packet.sourcePort
    segment.destinationPort = packet.destinationPort
    segment.sequence = sequence
    segment.acknowledgment = packet.u32(at + 8)
    segment.flags = flags
    segment.window = packet.u16(at + 14)
    segment.length = length
    segment.headerComplete = packet.remaining >= headerLength
    readOptions(packet, at + 20, Math.min(at + headerLength, packet.end))
    packet.tcpFlags = flags
    const analysis = packet.inError ? 0 : packet.sink.tcp(packet, segment)
    if (packet.fields !== null) tcpFields(packet.fields, packet, at, headerLength, length)
    if (packet.wireRemaining < headerLength) return ACCEPTED
    if (!packet.need(headerLength)) return ACCEPTED
    packet.offset = at + headerLength

    const stream = length > 0 || (flags & FIN) !== 0 ? packet.stream : undefined
    if (stream !== undefined && stream.serverPort === 0 && (flags & SYN) !== 0)
      stream.serverPort = (flags & ACK) !== 0 ? packet.sourcePort : packet.destinationPort
    if (packet.fragmented || packet.remaining < packet.wireRemaining || stream === undefined) {
      const withheld = (flags & RST) !== 0 || (analysis & NOT_DISSECTED_ALONE) !== 0
      if (packet.remaining > 0 && !withheld) dissectUnreassembled(packet)
      return ACCEPTED
    }
    packet.segmentBytes = packet.bytes
    packet.segmentOffset = packet.offset
    packet.segmentEnd = packet.end
    packet.segmentSequence = sequence
    const states = stream.desegment
    if ((flags & FIN) !== 0 && finishAtFin(packet, states[packet.direction], sequence, dissectTcpPayload))
      return ACCEPTED
    if (length === 0 || (flags & RST) !== 0) return ACCEPTED
    // A SYN takes a sequence number of its own: payload on it (TCP Fast Open) begins one later.
    if ((flags & SYN) !== 0) sequence = (sequence + 1) >>> 0
    const retransmission = (analysis & NOT_DISSECTED) !== 0
    desegment(packet, states, sequence, (sequence + length) >>> 0, retransmission, dissectTcpPayload)
    return ACCEPTED
  },
}

function dissectUnreassembled(packet: Packet): void {
  const { fragmented } = packet
  packet.fragmented = true
  packet.canDesegment = 0
  dissectTcpPayload(packet)
  packet.fragmented = fragmented
}

function readOptions(packet: Packet, from: number, to: number): void {
  segment.windowScale = -1
  segment.sack = false
  segment.timestampValue = -1
  let at = from
  while (at < to) {
    const kind = packet.u8(at)
    if (kind === OPTION_END) return
    if (kind === OPTION_NOP) {
      at++
      continue
    }
    if (at + 1 >= to) return
    const length = packet.u8(at + 1)
    if (length < 2 || at + length > to) return
    if (kind === OPTION_WINDOW_SCALE && length === 3) segment.windowScale = Math.min(packet.u8(at + 2), 14)
    else if (kind === OPTION_SACK && length >= 10) segment.sack = true
    else if (kind === OPTION_TIMESTAMP && length === 10) segment.timestampValue = packet.u32(at + 2)
    at += length
  }
}
