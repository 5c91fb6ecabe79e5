import { grown } from './column.ts'

const CHARACTERS = 18
const WORDS = 4
/** Characters in one word: six bits each, 0 = no more. */
const IN_A_WORD = 5
/** A slot holds a session and, above it, bits of its uid's hash: most others are told from it without a look at their words. */
const SESSION_BITS = 26
const SESSION_MASK = 2 ** SESSION_BITS - 1
/** Part of the slots that may be taken. */
const MOST_FULL = 0.75

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
  private slots = new Int32Array(4096)
  private mask = 4095
  private placed = 0
  /** Of the last `find`: whether there was a uid, where it would stand, and its text where it could not be packed. */
  private isSought = false
  private slot = 0
  private hash = 0
  private text: string | null = null
  /** The packed uid of the last `find`. */
  private w0 = 0
  private w1 = 0
  private w2 = 0
  private w3 = 0
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
    const { slots, mask, words, w0, w1, w2, w3 } = this
    const hash = hashOf(w0, w1, w2, w3)
    const tag = hash & ~SESSION_MASK
    let slot = hash & mask
    for (;;) {
      const entry = slots[slot]
      if (entry === 0) break
      if ((entry & ~SESSION_MASK) === tag) {
        const session = entry & SESSION_MASK
        const at = session * WORDS
        if (words[at] === w0 && words[at + 1] === w1 && words[at + 2] === w2 && words[at + 3] === w3) return session
      }
      slot = (slot + 1) & mask
    }
    this.hash = hash
    this.slot = slot
    if (this.others.size === 0) return 0
    return this.others.get(this.decoder.decode(bytes.subarray(from, to))) ?? 0
  }

  /** Gives a session the uid that `find` has just not found. Of several uids of a session the first is its own. */
  name(session: number): void {
    if (!this.isSought) return
    this.isSought = false
    if (this.text !== null || session > SESSION_MASK || this.has(session)) {
      const text = this.text ?? unpacked([this.w0, this.w1, this.w2, this.w3], 0)
      this.others.set(text, session)
      if (!this.has(session)) this.otherTexts.set(session, text)
      return
    }
    const at = session * WORDS
    if (at + WORDS > this.words.length)
      this.words = grown(this.words, Math.max(4096, at + WORDS, this.words.length * 2))
    const { words } = this
    words[at] = this.w0
    words[at + 1] = this.w1
    words[at + 2] = this.w2
    words[at + 3] = this.w3
    this.slots[this.slot] = session | (this.hash & ~SESSION_MASK)
    if (++this.placed > this.mask * MOST_FULL) this.rehash(this.mask * 2 + 1)
  }

  /** Makes room for so many sessions at once. */
  reserve(sessions: number): void {
    if (sessions * WORDS > this.words.length) this.words = grown(this.words, sessions * WORDS)
    let { mask } = this
    while (sessions > mask * MOST_FULL) mask = mask * 2 + 1
    if (mask > this.mask) this.rehash(mask)
  }

  /** Nothing is sought. */
  forget(): void {
    this.isSought = false
  }

  has(session: number): boolean {
    const at = session * WORDS
    return (at < this.words.length && this.words[at] !== 0) || this.otherTexts.has(session)
  }

  /** Whether any session was given one. */
  get hasAny(): boolean {
    return this.placed > 0 || this.otherTexts.size > 0
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
    this.w0 = wordOf(bytes, from, to)
    this.w1 = wordOf(bytes, from + 5, to)
    this.w2 = wordOf(bytes, from + 10, to)
    this.w3 = wordOf(bytes, from + 15, to)
    return this.w0 >= 0 && this.w1 >= 0 && this.w2 >= 0 && this.w3 >= 0
  }

  private rehash(mask: number): void {
    const { words } = this
    const slots = new Int32Array(mask + 1)
    for (let at = 0; at < words.length; at += WORDS) {
      if (words[at] === 0) continue
      const hash = hashOf(words[at], words[at + 1], words[at + 2], words[at + 3])
      let slot = hash & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = (at / WORDS) | (hash & ~SESSION_MASK)
    }
    this.slots = slots
    this.mask = mask
  }
}

/** The next five characters before `to`; -1 when one is none of a Zeek uid. */
function wordOf(bytes: Uint8Array, from: number, to: number): number {
  if (to - from >= IN_A_WORD) {
    const c0 = CODES[bytes[from]]
    const c1 = CODES[bytes[from + 1]]
    const c2 = CODES[bytes[from + 2]]
    const c3 = CODES[bytes[from + 3]]
    const c4 = CODES[bytes[from + 4]]
    if (c0 === 0 || c1 === 0 || c2 === 0 || c3 === 0 || c4 === 0) return -1
    return c0 | (c1 << 6) | (c2 << 12) | (c3 << 18) | (c4 << 24)
  }
  let word = 0
  for (let at = from; at < to; at++) {
    const code = CODES[bytes[at]]
    if (code === 0) return -1
    word |= code << ((at - from) * 6)
  }
  return word
}

function hashOf(w0: number, w1: number, w2: number, w3: number): number {
  let h = Math.imul(w0, 0x9e3779b1) ^ Math.imul(w1, 0x85ebca6b)
  h ^= h >>> 15
  h = Math.imul(h ^ w2, 0x2c1b3c6d) ^ Math.imul(w3, 0x297a2d39)
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1)
  return h ^ (h >>> 16)
}

function unpacked(words: ArrayLike<number>, at: number): string {
  let text = ''
  for (let i = 0; i < CHARACTERS; i++) {
    const code = (words[at + Math.floor(i / IN_A_WORD)] >>> ((i % IN_A_WORD) * 6)) & 63
    if (code === 0) break
    text += LETTERS[code - 1]
  }
  return text
}
