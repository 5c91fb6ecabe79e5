import type { TextWriter } from '../bytes/text-writer.ts'
import type { Packet } from './packet.ts'

/** Longest name that is shown, in characters. */
const LONGEST_NAME = 253
/** A name with more pointers loops. */
const MOST_POINTERS = 255
/** Extended label type of RFC 2673, historic; its bits are not shown. */
const BIT_STRING = 0x41

const DOT = 46

const raw = new Uint8Array(LONGEST_NAME)

/**
 * Reads the domain name at `at` of a message that begins at `base` (RFC 1035 section 4.1.4) and writes it to `out` as
 * Wireshark prints it: labels joined by dots, no trailing dot, the root as `<Root>`. Answers how many bytes the name takes
 * at `at`; 0 after the packet ended inside it.
 */
export function readDomainName(packet: Packet, at: number, base: number, out: TextWriter): number {
  const { bytes } = packet
  let position = at
  let taken = 0
  let pointers = 0
  let length = 0
  let isBits = false
  for (;;) {
    if (!packet.need(1, position)) return 0
    const label = packet.u8(position)
    position++
    if (label === 0) break
    if (label < 64) {
      if (!packet.need(label, position)) return 0
      if (length > 0) {
        if (length < LONGEST_NAME) raw[length] = DOT
        length++
      }
      const kept = Math.min(label, LONGEST_NAME - length)
      for (let i = 0; i < kept; i++) raw[length + i] = bytes[position + i]
      length += label
      position += label
    } else if (label >= 192) {
      if (!packet.need(1, position)) return 0
      const target = base + (((label & 63) << 8) | packet.u8(position))
      position++
      if (taken === 0) taken = position - at
      pointers++
      if (target === position - 2 || pointers > MOST_POINTERS) {
        out.ascii('<Name contains a pointer that loops>')
        return taken
      }
      position = target
      // Nothing more can change: neither what is shown nor what the name takes.
      if (length > LONGEST_NAME) break
    } else if (label === BIT_STRING) {
      if (!packet.need(1, position)) return 0
      const octets = (((packet.u8(position) || 256) - 1) >>> 3) + 1
      if (!packet.need(1 + octets, position)) return 0
      position += 1 + octets
      isBits = true
    } else {
      if (taken === 0) taken = position - at
      if (label >= 128 || taken < 2) {
        packet.malformed()
        return 0
      }
      out.ascii('<Unknown extended label>')
      return taken
    }
  }
  if (isBits && length === 0) {
    packet.malformed()
    return 0
  }
  if (length === 0) out.ascii('<Root>')
  else if (length > LONGEST_NAME) out.ascii('<Name too long>')
  else out.escaped(raw, 0, length)
  return taken === 0 ? position - at : taken
}
