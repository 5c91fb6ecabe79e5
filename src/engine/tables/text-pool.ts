import { byteHash } from '../bytes/byte-hash.ts'
import { grown } from './column.ts'

const MOST_RECENT = 4096

/**
 * Interned strings: bytes or text <-> id. Id 0 is "unset" (Zeek's `-`), distinct from the empty string. Looking bytes
 * up makes no string: a name that occurs a million times is decoded once, when somebody asks for its text.
 */
export class TextPool {
  size = 1
  private start = new Float64Array(1024)
  private length = new Uint32Array(1024)
  private bytes = new Uint8Array(65536)
  private used = 0
  private slots = new Uint32Array(4096)
  private mask = 4095
  private texts: (string | undefined)[] = [undefined]
  private readonly decoder = new TextDecoder('utf-8')
  private readonly encoder = new TextEncoder()
  /** Ids of strings interned of late, so that what occurs all the time is not encoded each time. */
  private readonly recent = new Map<string, number>()

  /** Of the texts themselves. */
  get byteLength(): number {
    return this.used
  }

  /** The id of bytes[from, to), read as UTF-8 when text is asked for. */
  intern(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from
    let slot = byteHash(bytes, from, to) & this.mask
    for (;;) {
      const id = this.slots[slot]
      if (id === 0) break
      if (this.length[id] === length && this.same(this.start[id], bytes, from, length)) return id
      slot = (slot + 1) & this.mask
    }
    if (this.size === this.start.length) {
      this.grow()
      slot = byteHash(bytes, from, to) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
    }
    if (this.used + length > this.bytes.length) {
      this.bytes = grown(this.bytes, Math.max(this.bytes.length * 2, this.used + length))
    }
    const id = this.size++
    this.bytes.set(bytes.subarray(from, to), this.used)
    this.start[id] = this.used
    this.length[id] = length
    this.used += length
    this.slots[slot] = id
    return id
  }

  /** Whether bytes[from, to) are the text with this id. */
  isText(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from
    return this.length[id] === length && this.same(this.start[id], bytes, from, length)
  }

  internText(text: string): number {
    const known = this.recent.get(text)
    if (known !== undefined) return known
    const bytes = this.encoder.encode(text)
    const id = this.intern(bytes, 0, bytes.length)
    if (this.recent.size >= MOST_RECENT) this.recent.clear()
    this.recent.set(text, id)
    return id
  }

  /** '' for id 0; bytes that are not UTF-8 become U+FFFD. */
  text(id: number): string {
    if (id === 0) return ''
    const known = this.texts[id]
    if (known !== undefined) return known
    const start = this.start[id]
    const text = this.decoder.decode(this.bytes.subarray(start, start + this.length[id]))
    this.texts[id] = text
    return text
  }

  /** null for id 0. */
  textOrNull(id: number): string | null {
    return id === 0 ? null : this.text(id)
  }

  private same(start: number, bytes: Uint8Array, from: number, length: number): boolean {
    const own = this.bytes
    for (let i = 0; i < length; i++) if (own[start + i] !== bytes[from + i]) return false
    return true
  }

  private grow(): void {
    const capacity = this.start.length * 2
    this.start = grown(this.start, capacity)
    this.length = grown(this.length, capacity)
    this.mask = capacity * 4 - 1
    this.slots = new Uint32Array(capacity * 4)
    for (let id = 1; id < this.size; id++) {
      let slot = byteHash(this.bytes, this.start[id], this.start[id] + this.length[id]) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot] = id
    }
  }
}
