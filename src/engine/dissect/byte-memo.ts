import { byteHash } from '../bytes/byte-hash.ts'

/**
 * What bytes gave when they were first read, for bytes that come again and again: the same certificate in every session
 * of a server, the same hello in every session of a browser. Looking up makes no string.
 */
export class ByteMemo<T> {
  private readonly most: number
  private readonly longest: number
  private readonly hashed: number
  private readonly byHash = new Map<number, { view: DataView; value: T }>()

  /**
   * `most`: values remembered, then it begins anew. `longest`: of longer bytes nothing is. `hashed`: how many bytes at the end tell them apart, before
   * they are compared.
   */
  constructor(most: number, longest: number, hashed: number) {
    this.most = most
    this.longest = longest
    this.hashed = hashed
  }

  /** What was remembered of bytes[from, to); null when they are new. */
  find(bytes: Uint8Array, from: number, to: number): T | null {
    if (to - from > this.longest) return null
    const known = this.byHash.get(this.hash(bytes, from, to))
    return known !== undefined && isSame(known.view, bytes, from, to) ? known.value : null
  }

  remember(bytes: Uint8Array, from: number, to: number, value: T): void {
    if (to - from > this.longest) return
    if (this.byHash.size >= this.most) this.byHash.clear()
    this.byHash.set(this.hash(bytes, from, to), { view: new DataView(bytes.slice(from, to).buffer), value })
  }

  private hash(bytes: Uint8Array, from: number, to: number): number {
    return (to - from) ^ byteHash(bytes, Math.max(from, to - this.hashed), to)
  }
}

/** Four bytes at a time: a certificate has a thousand or two, and a chain of them is in every other session. */
function isSame(known: DataView, bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (known.byteLength !== length) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, length)
  let i = 0
  for (; i + 4 <= length; i += 4) if (known.getInt32(i) !== view.getInt32(i)) return false
  for (; i < length; i++) if (known.getInt8(i) !== view.getInt8(i)) return false
  return true
}
