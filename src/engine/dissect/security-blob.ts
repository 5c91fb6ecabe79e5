import type { Packet } from './packet.ts'
import { startsWith } from './text-lines.ts'

/** An authentication token of `length` at `at`: raw NTLM, else GSS-API; drawn inside its carrier. */
export function dissectSecurityBlob(packet: Packet, at: number, length: number): void {
  const isNtlm = startsWith(packet.bytes, at, Math.min(packet.end, at + length), 'NTLMSSP')
  dissectTokenAs(packet, at, length, isNtlm ? 'ntlmssp' : 'gss-api')
}

/** A token of the mechanism whose dissector is called `name`. */
export function dissectTokenAs(packet: Packet, at: number, length: number, name: string): void {
  if (length <= 0 || at < packet.offset || at >= packet.end) return
  const { offset, end, wireEnd, nested, canDesegment } = packet
  packet.offset = at
  packet.end = Math.min(end, at + length)
  packet.wireEnd = Math.min(wireEnd, at + length)
  packet.nested = true
  packet.canDesegment = 0
  packet.callNamed(name)
  packet.offset = offset
  packet.end = end
  packet.wireEnd = wireEnd
  packet.nested = nested
  packet.canDesegment = canDesegment
}
