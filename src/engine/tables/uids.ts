import { packUid, UID_WORDS as WORDS, unpackedUid } from '../bytes/uid-text.ts'
import { grown } from './column.ts'

/** A slot holds a session and, above it, bits of its uid's hash: most others are told from it without a look at their words. */
const SESSION_BITS = 26
const SESSION_MASK = 2 ** SESSION_BITS - 1
/** Part of the slots that may be taken. */
const MOST_FULL = 0.75

/**
 * Zeek's uids of sessions: at most 18 letters and digits, 16 bytes a session; what is longer or has other characters is
 * kept as text. Finding the session of a uid compares numbers and makes no string.
 */
export class UidTable {
  private words = new Int32Array(0)
  private slots = new Int32Array(4096)
  private mask = 4095
  private placed = 0
  /** Of the last `find`: whether there was a uid, where it would stand, and its text where it could not be packed. */
  private isSought = false
  private slot = 0
  private hash = 0
  private text: string | null = null
  /** The packed uid of the last `find`. */
  private readonly sought = new Int32Array(WORDS)
  private readonly others = new Map<string, number>()
  private readonly otherTexts = new Map<number, string>()
  private readonly decoder = new TextDecoder()

  /** The session of a uid; 0 = none has it, and `name` gives it to one. */
  find(bytes: Uint8Array, from: number, to: number): number {
    if (packUid(bytes, from, to, this.sought, 0) === to) return this.findPacked(this.sought, 0)
    this.isSought = from < to
    this.text = this.decoder.decode(bytes.subarray(from, to))
    return this.others.get(this.text) ?? 0
  }

  /** As `find`, of a uid as packUid writes it to `place`. */
  findPacked(uid: Int32Array, place: number): number {
    const { slots, mask, words, sought } = this
    const w0 = uid[place]
    const w1 = uid[place + 1]
    const w2 = uid[place + 2]
    const w3 = uid[place + 3]
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
    this.text = null
    this.isSought = w0 !== 0
    this.hash = hash
    this.slot = slot
    sought[0] = w0
    sought[1] = w1
    sought[2] = w2
    sought[3] = w3
    return this.others.size === 0 ? 0 : (this.others.get(unpackedUid(sought, 0)) ?? 0)
  }

  /** Gives a session the uid that `find` has just not found. Of several uids of a session the first is its own. */
  name(session: number): void {
    if (!this.isSought) return
    this.isSought = false
    if (this.text !== null || session > SESSION_MASK || this.has(session)) {
      const text = this.text ?? unpackedUid(this.sought, 0)
      this.others.set(text, session)
      if (!this.has(session)) this.otherTexts.set(session, text)
      return
    }
    const at = session * WORDS
    if (at + WORDS > this.words.length)
      this.words = grown(this.words, Math.max(4096, at + WORDS, this.words.length * 2))
    const { words, sought } = this
    words[at] = sought[0]
    words[at + 1] = sought[1]
    words[at + 2] = sought[2]
    words[at + 3] = sought[3]
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
    return unpackedUid(this.words, at)
  }

  /** Lets go of room that was kept for more. */
  trim(sessions: number): void {
    if (this.words.length > sessions * WORDS * 1.04) this.words = this.words.slice(0, sessions * WORDS)
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

function hashOf(w0: number, w1: number, w2: number, w3: number): number {
  let h = Math.imul(w0, 0x9e3779b1) ^ Math.imul(w1, 0x85ebca6b)
  h ^= h >>> 15
  h = Math.imul(h ^ w2, 0x2c1b3c6d) ^ Math.imul(w3, 0x297a2d39)
  h = Math.imul(h ^ (h >>> 13), 0x9e3779b1)
  return h ^ (h >>> 16)
}
