/** An IP address: `words` in network order, of IPv4 one, then zeros. */
export type AddressWords = { version: 4 | 6; words: [number, number, number, number] }

/** The address that the whole text says; null for what is none. Short forms are none. */
export function addressWords(text: string): AddressWords | null {
  const four = ipv4Word(text)
  if (four !== null) return { version: 4, words: [four, 0, 0, 0] }
  const groups = ipv6Groups(text)
  return groups === null || groups.length !== 8 ? null : { version: 6, words: wordsOf(groups) }
}

export function ipv4Word(text: string): number | null {
  const octets = octetsOf(text)
  return octets === null || octets.length !== 4 ? null : wordOfOctets(octets)
}

/** One to four octets; null for anything else. */
export function octetsOf(text: string): number[] | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(text)) return null
  const octets = text.split('.').map(Number)
  return octets.every((octet) => octet < 256) ? octets : null
}

/** Missing octets are zeros. */
export function wordOfOctets(octets: readonly number[]): number {
  const [a, b = 0, c = 0, d = 0] = octets
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

/** Groups of 16 bits: eight where the text is whole or has `::`, else as many as there are; null for what is no IPv6. */
export function ipv6Groups(text: string): number[] | null {
  if (text.length > 45 || !text.includes(':')) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const front = groupsOf(halves[0], halves.length === 1)
  if (front === null) return null
  if (halves.length === 1) return front.length <= 8 ? front : null
  const back = groupsOf(halves[1], true)
  if (back === null || front.length + back.length > 7) return null
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}

export function wordsOf(groups: readonly number[]): [number, number, number, number] {
  const word = (at: number) => (((groups[at * 2] ?? 0) << 16) | (groups[at * 2 + 1] ?? 0)) >>> 0
  return [word(0), word(1), word(2), word(3)]
}

function groupsOf(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const four = mayEndInIpv4 && index === parts.length - 1 ? ipv4Word(part) : null
    if (four !== null) groups.push(four >>> 16, four & 0xffff)
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return null
  }
  return groups
}
