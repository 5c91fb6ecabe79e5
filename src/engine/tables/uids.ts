import { grown } from './column.ts'

const CHARACTERS = 18
const WORDS = 4
/** Characters in one word: six bits each, 0 = no more. */
const IN_A_WORD = 5

/** By character code: 1 to 62, 0 = none of a Zeek uid. */
const CODES = new Uint8Array(256)
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
for (let i = 0; i < LETTERS.length; i++) CODES[LETTERS.charCodeAt(i)] = i + 1

/**
 * Zeek's uids of sessions: at most 18 letters and digits, 16 bytes a session; what is longer or has other characters is
 * kept as text. Finding the session of a uid compares numbers and makes no string.
 */
export class UidTable {
  private words = new Uint32Array(0)
  private slots = new Uint32Array(4096)
  private mask = 4095
  /** Uids that are kept. */
  size = 0
  private placed = 0
  private readonly packed = new Uint32Array(WORDS)
  private readonly others = new Map<string, number>()
  private readonly otherTexts = new Map<number, string>()
  private readonly decoder = new TextDecoder()

  /** The session of a uid; 0 = none has it. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (!this.pack(bytes, from, to)) return this.others.get(this.decoder.decode(bytes.subarray(from, to))) ?? 0
    for (let slot = this.hash(this.packed, 0); ; slot = (slot + 1) & this.mask) {
      const session = this.slots[slot]
      if (session === 0 || this.isPacked(session)) return session
    }
  }

  /** Gives a session its uid; a second one that belongs to the same session is found as well, but the first is its text. */
  add(session: number, bytes: Uint8Array, from: number, to: number): void {
    if (from >= to) return
    const fits = this.pack(bytes, from, to)
    if (!fits || this.has(session)) {
      const text = this.decoder.decode(bytes.subarray(from, to))
      this.others.set(text, session)
      this.size++
      if (!fits && !this.has(session)) this.otherTexts.set(session, text)
      return
    }
    if ((session + 1) * WORDS > this.words.length)
      this.words = grown(this.words, Math.max(4096, (session + 1) * WORDS, this.words.length * 2))
    this.words.set(this.packed, session * WORDS)
    this.size++
    if (++this.placed * 4 > this.mask * 3) this.rehash()
    else this.place(session)
  }

  has(session: number): boolean {
    const at = session * WORDS
    return (at < this.words.length && this.words[at] !== 0) || this.otherTexts.has(session)
  }

  /** null = the session has none. */
  text(session: number): string | null {
    const at = session * WORDS
    if (at >= this.words.length || this.words[at] === 0) return this.otherTexts.get(session) ?? null
    let text = ''
    for (let i = 0; i < CHARACTERS; i++) {
      const code = (this.words[at + Math.floor(i / IN_A_WORD)] >>> ((i % IN_A_WORD) * 6)) & 63
      if (code === 0) break
      text += LETTERS[code - 1]
    }
    return text
  }

  /** Lets go of room that was kept for more. */
  trim(sessions: number): void {
    if (this.words.length > sessions * WORDS) this.words = this.words.slice(0, sessions * WORDS)
  }

  private pack(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from > CHARACTERS) return false
    const { packed } = this
    let at = from
    for (let word = 0; word < WORDS; word++) {
      let bits = 0
      for (let i = 0; i < IN_A_WORD && at < to; i++) {
        const code = CODES[bytes[at++]]
        if (code === 0) return false
        bits |= code << (i * 6)
      }
      packed[word] = bits
    }
    return true
  }

  private isPacked(session: number): boolean {
    const { words, packed } = this
    const at = session * WORDS
    return (
      words[at] === packed[0] &&
      words[at + 1] === packed[1] &&
      words[at + 2] === packed[2] &&
      words[at + 3] === packed[3]
    )
  }

  private hash(words: Uint32Array, at: number): number {
    let h = Math.imul(words[at], 0x9e3779b1) ^ Math.imul(words[at + 1], 0x85ebca6b)
    h ^= h >>> 15
    h = Math.imul(h ^ words[at + 2], 0x2c1b3c6d) ^ Math.imul(words[at + 3], 0x297a2d39)
    return (h ^ (h >>> 13)) & this.mask
  }

  private place(session: number): void {
    let slot = this.hash(this.words, session * WORDS)
    while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
    this.slots[slot] = session
  }

  private rehash(): void {
    this.mask = this.mask * 2 + 1
    this.slots = new Uint32Array(this.mask + 1)
    for (let at = 0; at < this.words.length; at += WORDS) if (this.words[at] !== 0) this.place(at / WORDS)
  }
}
