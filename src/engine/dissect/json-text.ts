import type { Packet } from './packet.ts'

/** How far a text is looked at; what is longer is taken for JSON when its beginning balances. */
const LONGEST = 65_536

/** Whether the payload is one JSON object or array to its end, by its brackets and strings. */
export function isJson(packet: Packet): boolean {
  const { bytes, end } = packet
  let at = packet.offset
  while (at < end && isBlank(bytes[at])) at++
  if (at >= end || (bytes[at] !== 0x7b && bytes[at] !== 0x5b)) return false
  let depth = 0
  let inString = false
  const stop = Math.min(end, at + LONGEST)
  for (; at < stop; at++) {
    const byte = bytes[at]
    if (inString) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) depth++
    else if (byte === 0x7d || byte === 0x5d) {
      depth--
      if (depth === 0) break
    } else if (byte < 32 && !isBlank(byte)) return false
  }
  if (depth !== 0) return false
  for (at++; at < end; at++) if (!isBlank(bytes[at])) return false
  return true
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}
