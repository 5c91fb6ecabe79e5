import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import type { Packet } from '../dissect/packet.ts'
import { sctpChunkFields, sctpFields } from './sctp-fields.ts'

const HEADER_LENGTH = 12
const DATA = 0
const I_DATA = 64
const BEGINNING_AND_END = 3

/** Stream Control Transmission Protocol, RFC 9260; I-DATA of RFC 8260. Fragments of user messages are not put together. */
export const sctp: Dissector = {
  name: 'sctp',
  dissect(packet) {
    if (!packet.need(4)) return ACCEPTED
    const start = packet.offset
    packet.sourcePort = packet.u16(start)
    packet.destinationPort = packet.u16(start + 2)
    if (!packet.need(HEADER_LENGTH)) return ACCEPTED
    if (packet.fields !== null) sctpFields(packet.fields, packet, start)
    if (!packet.inError) packet.sink.sctp(packet, packet.wireRemaining - HEADER_LENGTH)
    const { end, wireEnd } = packet
    for (let at = start + HEADER_LENGTH; at < wireEnd; ) {
      if (packet.inError && at + 4 > end) return ACCEPTED
      if (!packet.need(4, at)) return ACCEPTED
      const length = packet.u16(at + 2)
      if (length < 4) return ACCEPTED
      if (packet.fields !== null) sctpChunkFields(packet.fields, packet, at)
      packet.offset = at
      packet.limit(length)
      if (packet.u8(at) === DATA) dissectUserData(packet, 16)
      else if (packet.u8(at) === I_DATA) dissectUserData(packet, 20)
      packet.end = end
      packet.wireEnd = wireEnd
      if (packet.stopped !== 0) return ACCEPTED
      at += (length + 3) & ~3
    }
    return ACCEPTED
  },
}

/** By payload protocol, lower port, higher port, heuristics; else data. */
function dissectUserData(packet: Packet, header: number): void {
  if (!packet.need(header)) return
  const at = packet.offset
  const isWhole = (packet.u8(at + 1) & BEGINNING_AND_END) === BEGINNING_AND_END
  const payloadProtocol = packet.u32(at + 12)
  packet.offset = at + header
  if (!isWhole || packet.wireRemaining <= 0 || !packet.need(packet.wireRemaining)) return
  const { tables, sourcePort, destinationPort } = packet
  if (payloadProtocol < 65536 && packet.next(tables.sctpPpi, payloadProtocol) !== REJECTED) return
  const low = Math.min(sourcePort, destinationPort)
  const high = Math.max(sourcePort, destinationPort)
  if (low !== 0 && packet.next(tables.sctpPort, low) !== REJECTED) return
  if (high !== 0 && high !== low && packet.next(tables.sctpPort, high) !== REJECTED) return
  if (packet.tryEach(tables.sctpHeuristic) === REJECTED) packet.data()
}
