import { base64Bytes } from '../bytes/base64.ts'
import type { Packet } from '../dissect/packet.ts'
import { startsWith } from '../dissect/text-lines.ts'

/** Longest NTLM or Kerberos token looked at. */
const LONGEST = 65536

/** Base64 text of NTLM, Negotiate or Kerberos credentials at bytes[from, to) of a header: ntlmssp or gss-api inside it. */
export function dissectCredentials(packet: Packet, from: number, to: number): void {
  const { bytes, offset, end, wireEnd, nested, canDesegment } = packet
  const decoded = base64Bytes(bytes, from, Math.min(to, from + LONGEST))
  packet.bytes = decoded
  packet.offset = 0
  packet.end = decoded.length
  packet.wireEnd = decoded.length
  packet.nested = true
  packet.canDesegment = 0
  packet.callNamed(startsWith(decoded, 0, decoded.length, 'NTLMSSP') ? 'ntlmssp' : 'gss-api')
  packet.bytes = bytes
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
  packet.nested = nested
  packet.canDesegment = canDesegment
}
