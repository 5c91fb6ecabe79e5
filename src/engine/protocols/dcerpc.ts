import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectSecurityBlob } from '../dissect/security-blob.ts'

const HEADER = 16
const LITTLE_ENDIAN = 0x10
const LAST_TYPE = 19
/** bind, bind_ack, alter_context, alter_context_resp, AUTH3. */
const NEGOTIATIONS = new Set([11, 12, 14, 15, 16])

/** DCE/RPC, connection-oriented (C706 chapter 12, [MS-RPCE]): PDUs one after the other; a name a call. */
export const dcerpc: Dissector = { name: 'dcerpc', dissect: (packet) => dissectDcerpc(packet, false) }

/** Over TCP on any port; the stream stays with it. */
export const dcerpcHeuristic: Dissector = { name: 'dcerpc', dissect: (packet) => dissectDcerpc(packet, true) }

function dissectDcerpc(packet: Packet, overTcp: boolean): Verdict {
  const { end, wireEnd, layer } = packet
  let at = packet.offset
  let shown = false
  while (at < wireEnd) {
    packet.offset = at
    if (!isHeader(packet)) {
      if (!shown) return REJECTED
      // Too few bytes to tell, behind a PDU.
      if (end - at < HEADER && packet.canDesegment > 0) packet.wantMore(at, ONE_MORE_SEGMENT)
      break
    }
    const { stream } = packet
    if (overTcp && stream !== undefined && stream.dissector === null) stream.dissector = dcerpc
    const length = Math.max(HEADER, word(packet, at + 8))
    const available = end - at
    if (available < length && packet.canDesegment > 0) {
      packet.wantMore(at, length - available)
      break
    }
    if (shown) packet.drawAgain(layer)
    shown = true
    packet.end = Math.min(end, at + length)
    packet.wireEnd = Math.min(wireEnd, at + length)
    dissectPdu(packet, at, length)
    packet.end = end
    packet.wireEnd = wireEnd
    if (packet.stopped !== RUNNING || !overTcp) break
    at += length
  }
  return shown || packet.stopped !== RUNNING ? ACCEPTED : SILENT
}

function isHeader(packet: Packet): boolean {
  const at = packet.offset
  if (packet.remaining < HEADER) return false
  if (packet.u8(at) !== 5 || packet.u8(at + 1) > 1 || packet.u8(at + 2) > LAST_TYPE) return false
  const order = packet.u8(at + 4)
  return (order & 0xee) === 0 && packet.u8(at + 5) <= 3 && word(packet, at + 8) >= HEADER
}

/** A 16-bit number in the PDU's byte order. */
function word(packet: Packet, at: number): number {
  return (packet.u8(packet.offset + 4) & LITTLE_ENDIAN) === 0 ? packet.u16(at) : packet.u16le(at)
}

function dissectPdu(packet: Packet, at: number, length: number): void {
  const authentication = word(packet, at + 10)
  if (authentication === 0 || authentication + 8 + HEADER > length) return
  const trailer = at + length - authentication - 8
  if (trailer + 8 > packet.end) return
  const type = packet.u8(trailer)
  // NTLM, SPNEGO, Kerberos: with the tokens of the handshake; sealed messages carry signatures.
  if (type !== 9 && type !== 10 && type !== 16) return
  if (!NEGOTIATIONS.has(packet.u8(at + 2))) {
    if (type !== 10) return
  }
  if (type === 10 && !NEGOTIATIONS.has(packet.u8(at + 2))) {
    packet.note('ntlmssp')
    return
  }
  dissectSecurityBlob(packet, trailer + 8, authentication)
}
