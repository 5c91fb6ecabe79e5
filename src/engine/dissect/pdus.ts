import { ACCEPTED, SILENT, type Verdict } from './dissector.ts'
import { MALFORMED, ONE_MORE_SEGMENT, type Packet, RUNNING, UNREASSEMBLED } from './packet.ts'
import { reassembledTcpLayout } from './reassembled-fields.ts'

/**
 * PDU framing over a byte stream, for protocols whose header says how long the PDU is. Calls `dissectPdu` once a whole
 * PDU with the packet narrowed to it, and asks the stream for more bytes where one is cut by the segment's end. What is
 * wrong in one PDU does not keep the next from being dissected, as with Wireshark's tcp_dissect_pdus.
 *
 * Answers ACCEPTED when a PDU was whole (or is wrong), else SILENT. `pduLength` sees `packet.offset` at a PDU with at least `fixedLength` bytes and answers its length; 0 = cannot tell yet.
 */
export function dissectPdus(
  packet: Packet,
  fixedLength: number,
  pduLength: (packet: Packet) => number,
  dissectPdu?: (packet: Packet) => void,
): Verdict {
  const { end, wireEnd } = packet
  const { layer } = packet
  let offset = packet.offset
  let trouble = RUNNING
  let isFirst = true
  while (offset < wireEnd) {
    packet.offset = offset
    packet.end = end
    packet.wireEnd = wireEnd
    const available = end - offset
    if (available <= 0) {
      packet.need(1)
      return verdict(packet, isFirst)
    }
    if (available < fixedLength) {
      if (packet.canDesegment > 0) packet.wantMore(offset, ONE_MORE_SEGMENT)
      else packet.need(fixedLength)
      return verdict(packet, isFirst)
    }
    const length = pduLength(packet)
    if (length === 0) {
      packet.wantMore(offset, ONE_MORE_SEGMENT)
      return verdict(packet, isFirst)
    }
    if (length < fixedLength) {
      packet.stop(MALFORMED)
      return verdict(packet, isFirst)
    }
    if (packet.canDesegment > 0 && available < length) {
      packet.wantMore(offset, length - available)
      return verdict(packet, isFirst)
    }
    packet.offset = offset
    packet.end = Math.min(end, offset + length)
    packet.wireEnd = offset + length
    packet.fields?.number(reassembledTcpLayout['pdu.size'], length, offset, length)
    if (!isFirst) packet.drawAgain(layer)
    isFirst = false
    dissectPdu?.(packet)
    if (packet.stopped !== RUNNING) {
      if (packet.stopped !== MALFORMED && packet.stopped !== UNREASSEMBLED) return ACCEPTED
      trouble = packet.stopped
      packet.stopped = RUNNING
    }
    offset += length
  }
  if (trouble !== RUNNING) packet.stop(trouble)
  return verdict(packet, isFirst)
}

function verdict(packet: Packet, nothingYet: boolean): Verdict {
  return nothingYet && packet.stopped === RUNNING ? SILENT : ACCEPTED
}
