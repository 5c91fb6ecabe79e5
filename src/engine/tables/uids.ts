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
  private placed = 0
  /** Of the last `find`: whether there was a uid, where it would stand, and its text where it could not be packed. */
  private isSought = false
  private slot = 0
  private text: string | null = null
  private readonly packed = new Uint32Array(WORDS)
  private readonly others = new Map<string, number>()
  private readonly otherTexts = new Map<number, string>()
  private readonly decoder = new TextDecoder()

  /** The session of a uid; 0 = none has it, and `name` gives it to one. */
  find(bytes: Uint8Array, from: number, to: number): number {
    this.text = null
    this.isSought = from < to
    if (!this.pack(bytes, from, to)) {
      this.text = this.decoder.decode(bytes.subarray(from, to))
      return this.others.get(this.text) ?? 0
    }
    let slot = this.hash(this.packed, 0)
    for (;;) {
      const session = this.slots[slot]
      if (session === 0) break
      if (this.isPacked(session)) return session
      slot = (slot + 1) & this.mask
    }
    this.slot = slot
    if (this.others.size === 0) return 0
    return this.others.get(this.decoder.decode(bytes.subarray(from, to))) ?? 0
  }

  /** Gives a session the uid that `find` has just not found. Of several uids of a session the first is its own. */
  name(session: number): void {
    if (!this.isSought) return
    this.isSought = false
    if (this.text !== null || this.has(session)) {
      const text = this.text ?? unpacked(this.packed, 0)
      this.others.set(text, session)
      if (!this.has(session)) this.otherTexts.set(session, text)
      return
    }
    const { packed } = this
    const at = session * WORDS
    if (at + WORDS > this.words.length)
      this.words = grown(this.words, Math.max(4096, at + WORDS, this.words.length * 2))
    for (let word = 0; word < WORDS; word++) this.words[at + word] = packed[word]
    this.slots[this.slot] = session
    if (++this.placed * 2 > this.mask) this.rehash()
  }

  /** Nothing is sought. */
  forget(): void {
    this.isSought = false
  }

  has(session: number): boolean {
    const at = session * WORDS
    return (at < this.words.length && this.words[at] !== 0) || this.otherTexts.has(session)
  }

  /** null = the session has none. */
  textOf(session: number): string | null {
    const at = session * WORDS
    if (at >= this.words.length || this.words[at] === 0) return this.otherTexts.get(session) ?? null
    return unpacked(this.words, at)
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

function unpacked(words: Uint32Array, at: number): string {
  let text = ''
  for (let i = 0; i < CHARACTERS; i++) {
    const code = (words[at + Math.floor(i / IN_A_WORD)] >>> ((i % IN_A_WORD) * 6)) & 63
    if (code === 0) break
    text += LETTERS[code - 1]
  }
  return text
}
