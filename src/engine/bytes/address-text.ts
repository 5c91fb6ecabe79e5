/** The most characters an address can have: six groups and a dotted quad. */
const LONGEST = 45

/**
 * Reads an address from its text. `words` takes four words in network order (IPv4 the first). Answers 4, 6, or 0 when it
 * is none. A zone (`%eth0`) is left out.
 */
export function readAddress(bytes: Uint8Array, from: number, to: number, words: Uint32Array): 0 | 4 | 6 {
  for (let at = from; at < to && at - from < 5; at++) {
    if (bytes[at] === 46) {
      const word = ipv4Of(bytes, from, to)
      if (word < 0) return 0
      words[0] = word
      return 4
    }
    if (bytes[at] === 58) return readIpv6(bytes, from, to, words) ? 6 : 0
  }
  return 0
}

/** -1 when the bytes are no dotted quad. */
function ipv4Of(bytes: Uint8Array, from: number, to: number): number {
  // Shifts keep the word a whole number of the machine until the last step, which makes it unsigned.
  let word = 0
  let octet = 0
  let begin = from
  let dots = 0
  for (let at = from; at < to; at++) {
    const digit = bytes[at] - 48
    if (digit >= 0 && digit <= 9) octet = octet * 10 + digit
    else {
      if (digit !== -2 || at === begin || dots === 3 || octet > 255) return -1
      word = (word << 8) | octet
      octet = 0
      begin = at + 1
      dots++
    }
    if (at - begin > 2) return -1
  }
  return dots === 3 && to > begin && octet <= 255 ? ((word << 8) | octet) >>> 0 : -1
}

const groups = new Uint16Array(8)

function readIpv6(bytes: Uint8Array, from: number, end: number, words: Uint32Array): boolean {
  let to = from
  while (to < end && bytes[to] !== 37) to++
  if (to - from < 2 || to - from > LONGEST) return false
  let count = 0
  /** Number of groups before '::'. */
  let gap = -1
  let at = from
  if (bytes[at] === 58) {
    if (bytes[at + 1] !== 58) return false
    gap = 0
    at += 2
  }
  while (at < to) {
    if (count === 8) return false
    const begin = at
    let value = 0
    while (at < to && at - begin < 5) {
      const digit = hexDigit(bytes[at])
      if (digit < 0) break
      value = value * 16 + digit
      at++
    }
    if (at === begin) return false
    if (at < to && bytes[at] === 46) {
      const word = ipv4Of(bytes, begin, to)
      if (word < 0 || count > 6) return false
      groups[count++] = word >>> 16
      groups[count++] = word & 0xffff
      break
    }
    if (at - begin > 4) return false
    groups[count++] = value
    if (at === to) break
    if (bytes[at] !== 58 || at + 1 === to) return false
    at++
    if (bytes[at] !== 58) continue
    if (gap >= 0) return false
    gap = count
    at++
  }
  if (gap < 0 ? count !== 8 : count > 7) return false
  for (let i = 0; i < 4; i++) words[i] = group(i * 2, count, gap) * 65536 + group(i * 2 + 1, count, gap)
  return true
}

/** Group `index` of eight, when `count` were written and the gap stands behind `gap` of them. */
function group(index: number, count: number, gap: number): number {
  if (gap < 0 || index < gap) return groups[index]
  const behind = index - (8 - count)
  return behind >= gap ? groups[behind] : 0
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
