/** MAC, IPv4 and IPv6 addresses as text, in the form Wireshark prints: dotted, RFC 5952, lower-case colons. */

const HEX = '0123456789abcdef'

/** `word` is the address in network order as an unsigned 32-bit number. */
export function ipv4Text(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
}

/** Four unsigned 32-bit words in network order; RFC 5952 section 4, IPv4-mapped and -compatible ones as inet_ntop prints them. */
export function ipv6Text(w0: number, w1: number, w2: number, w3: number): string {
  if (w0 === 0 && w1 === 0 && w2 === 0xffff) return `::ffff:${ipv4Text(w3)}`
  if (w0 === 0 && w1 === 0 && w2 === 0 && w3 >>> 16 !== 0) return `::${ipv4Text(w3)}`
  const groups = [w0 >>> 16, w0 & 0xffff, w1 >>> 16, w1 & 0xffff, w2 >>> 16, w2 & 0xffff, w3 >>> 16, w3 & 0xffff]
  let bestAt = -1
  let bestLength = 1
  for (let at = 0; at < 8; at++) {
    let length = 0
    while (at + length < 8 && groups[at + length] === 0) length++
    if (length > bestLength) {
      bestAt = at
      bestLength = length
    }
    if (length > 0) at += length
  }
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  if (bestAt < 0) return hex(0, 8)
  return `${hex(0, bestAt)}::${hex(bestAt + bestLength, 8)}`
}

/** `high` the first four bytes, `low` the last two. */
export function macText(high: number, low: number): string {
  let text = ''
  for (let shift = 28; shift >= 0; shift -= 4) {
    text += HEX[(high >>> shift) & 15]
    if (shift % 8 === 0) text += ':'
  }
  for (let shift = 12; shift >= 0; shift -= 4) {
    text += HEX[(low >>> shift) & 15]
    if (shift === 8) text += ':'
  }
  return text
}
