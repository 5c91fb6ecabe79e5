import type { CaptureTables } from '../tables/capture-tables.ts'

/** The first few of many texts, and how many more there are. */
export function someOf(texts: readonly string[], most = 5): string {
  const rest = texts.length - most
  return rest <= 0 ? texts.join(', ') : `${texts.slice(0, most).join(', ')} and ${rest} more`
}

/** Whether an address is of a network that the Internet does not carry (RFC 1918, 3927, 4193, 4291, 6598, loopback). */
export function isInternal({ addresses }: CaptureTables, id: number): boolean {
  const first = addresses.word(id, 0)
  if (addresses.kind[id] === 6)
    return (
      first >>> 25 === 0xfc >>> 1 ||
      first >>> 22 === 0xfe80 >>> 6 ||
      (first === 0 && addresses.word(id, 1) === 0 && addresses.word(id, 2) === 0 && addresses.word(id, 3) <= 1)
    )
  return (
    first >>> 24 === 10 ||
    first >>> 24 === 127 ||
    first >>> 20 === 0xac1 ||
    first >>> 16 === 0xc0a8 ||
    first >>> 16 === 0xa9fe ||
    first >>> 22 === 0x6440 >>> 6
  )
}
