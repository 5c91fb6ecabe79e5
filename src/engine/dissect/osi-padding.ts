import type { Packet } from './packet.ts'

const CLNP = 0x81
const ISIS = 0x83

/** Cisco puts one byte, of any value, between its HDLC header and OSI protocols; others do not. */
export function skipOsiPadding(packet: Packet): void {
  if (packet.remaining < 2) return
  const first = packet.u8(packet.offset)
  const second = packet.u8(packet.offset + 1)
  const isPadded = first < CLNP || first > ISIS
  if (isPadded && second >= CLNP && second <= ISIS) packet.offset++
}
