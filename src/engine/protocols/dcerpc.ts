import { ACCEPTED, type Dissector, REJECTED, SILENT, type Verdict } from '../dissect/dissector.ts'
import { ONE_MORE_SEGMENT, type Packet, RUNNING } from '../dissect/packet.ts'
import { dissectTokenAs } from '../dissect/security-blob.ts'

const HEADER = 16
const LITTLE_ENDIAN = 0x10
const LAST_TYPE = 19
const BIND = 11
const BIND_ACK = 12
const ALTER_CONTEXT = 14
const ALTER_CONTEXT_RESPONSE = 15
const AUTH3 = 16
/** RPC_C_AUTHN_LEVEL_PKT_INTEGRITY: from here on every PDU is signed. */
const INTEGRITY = 5
/** Authentication type -> whose tokens. */
const TOKENS = new Map([
  [9, 'spnego'],
  [10, 'ntlmssp'],
  [16, 'spnego-krb5'],
])

class DcerpcState {
  /** A bind with credentials was seen. */
  bound = false
}

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

/** Credentials: behind the stub, a trailer of 8 octets and the token ([MS-RPCE] 2.2.2.11). */
function dissectPdu(packet: Packet, at: number, length: number): void {
  const kind = packet.u8(at + 2)
  const state = packet.stream?.of('dcerpc', () => new DcerpcState())
  const size = word(packet, at + 10)
  if (size === 0 || size + 8 + HEADER > length) return
  const trailer = at + length - size - 8
  if (trailer + 8 > packet.end) return
  const token = TOKENS.get(packet.u8(trailer))
  if (token === undefined) return
  const isRequest = kind === BIND || kind === ALTER_CONTEXT || kind === AUTH3
  if (isRequest && state !== undefined) state.bound = true
  if (state === undefined || !state.bound) return
  if (isRequest || kind === BIND_ACK || kind === ALTER_CONTEXT_RESPONSE)
    dissectTokenAs(packet, trailer + 8, size, token)
  else if (packet.u8(trailer + 1) >= INTEGRITY)
    dissectTokenAs(packet, trailer + 8, size, token === 'spnego' ? 'spnego-krb5' : token)
}
