import { unsafe } from '@noble/ciphers/aes.js'

const BLOCK = 16
const TAG = 16
/** What the four bits that a shift by four pushes out come back as, at the top of the first word (Shoup's method). */
const REDUCTION = [
  0x0000, 0x1c20, 0x3840, 0x2460, 0x7080, 0x6ca0, 0x48c0, 0x54e0, 0xe100, 0xfd20, 0xd940, 0xc560, 0x9180, 0x8da0,
  0xa9c0, 0xb5e0,
].map((bits) => bits << 16)

/**
 * Opens what AES in Galois/Counter Mode has sealed (NIST SP 800-38D), with one key for many short messages: what follows
 * from the key is worked out once, and a message leaves nothing behind but its plaintext.
 */
export class AesGcm {
  private readonly roundKeys: Uint32Array
  /** The hash key times each value of four bits: four words each, the first bits first. */
  private readonly multiples = new Int32Array(16 * 4)
  /** The hash so far. */
  private readonly sum = new Int32Array(4)

  constructor(key: Uint8Array) {
    this.roundKeys = unsafe.expandKeyLE(key)
    const { s0, s1, s2, s3 } = unsafe.encrypt(this.roundKeys, 0, 0, 0, 0)
    const m = this.multiples
    m.set([swapped(s0), swapped(s1), swapped(s2), swapped(s3)], 8 * 4)
    for (let i = 4; i >= 1; i >>= 1) {
      const of = i * 8
      const carry = (m[of + 3] & 1) === 0 ? 0 : 0xe1000000
      for (let word = 3; word >= 1; word--) m[i * 4 + word] = (m[of + word] >>> 1) | (m[of + word - 1] << 31)
      m[i * 4] = (m[of] >>> 1) ^ carry
    }
    for (const high of [2, 4, 8])
      for (let low = 1; low < high; low++)
        for (let word = 0; word < 4; word++) m[(high + low) * 4 + word] = m[high * 4 + word] ^ m[low * 4 + word]
  }

  /**
   * The plaintext of bytes[from, to), whose last 16 are the tag. `nonce`: 12 bytes; `added`: what is authenticated with it.
   * null when it does not authenticate.
   */
  open(nonce: Uint8Array, added: Uint8Array, bytes: Uint8Array, from: number, to: number): Uint8Array | null {
    const end = to - TAG
    if (end < from) return null
    const n0 = wordAt(nonce, 0)
    const n1 = wordAt(nonce, 4)
    const n2 = wordAt(nonce, 8)
    const { sum } = this
    sum.fill(0)
    this.take(added, 0, added.length)
    this.take(bytes, from, end)
    sum[1] ^= added.length * 8
    sum[3] ^= (end - from) * 8
    this.multiply()
    const first = unsafe.encrypt(this.roundKeys, n0, n1, n2, swapped(1))
    const differs =
      (swapped(wordAt(bytes, end)) ^ sum[0] ^ swapped(first.s0)) |
      (swapped(wordAt(bytes, end + 4)) ^ sum[1] ^ swapped(first.s1)) |
      (swapped(wordAt(bytes, end + 8)) ^ sum[2] ^ swapped(first.s2)) |
      (swapped(wordAt(bytes, end + 12)) ^ sum[3] ^ swapped(first.s3))
    return differs === 0 ? this.counted(n0, n1, n2, bytes, from, end) : null
  }

  /** bytes[from, end) combined with the encrypted counters from 2 on. */
  private counted(n0: number, n1: number, n2: number, bytes: Uint8Array, from: number, end: number): Uint8Array {
    const plain = new Uint8Array(end - from)
    for (let at = 0, counter = 2; at < plain.length; at += BLOCK, counter++) {
      const { s0, s1, s2, s3 } = unsafe.encrypt(this.roundKeys, n0, n1, n2, swapped(counter))
      combine(plain, at, bytes, from, s0)
      combine(plain, at + 4, bytes, from, s1)
      combine(plain, at + 8, bytes, from, s2)
      combine(plain, at + 12, bytes, from, s3)
    }
    return plain
  }

  /** Hashes bytes[from, end), filled up to whole blocks with zeros. */
  private take(bytes: Uint8Array, from: number, end: number): void {
    const { sum } = this
    for (let at = from; at < end; at += BLOCK) {
      const last = Math.min(BLOCK, end - at)
      for (let i = 0; i < last; i++) sum[i >> 2] ^= bytes[at + i] << (24 - (i & 3) * 8)
      this.multiply()
    }
  }

  /** The hash so far times the hash key, four bits a step from the last to the first. */
  private multiply(): void {
    const { sum, multiples } = this
    let z0 = 0
    let z1 = 0
    let z2 = 0
    let z3 = 0
    for (let word = 3; word >= 0; word--) {
      const bits = sum[word]
      for (let shift = 0; shift < 32; shift += 4) {
        const out = z3 & 15
        const m = ((bits >>> shift) & 15) * 4
        z3 = ((z3 >>> 4) | (z2 << 28)) ^ multiples[m + 3]
        z2 = ((z2 >>> 4) | (z1 << 28)) ^ multiples[m + 2]
        z1 = ((z1 >>> 4) | (z0 << 28)) ^ multiples[m + 1]
        z0 = (z0 >>> 4) ^ REDUCTION[out] ^ multiples[m]
      }
    }
    sum[0] = z0
    sum[1] = z1
    sum[2] = z2
    sum[3] = z3
  }
}

/** Four bytes, the first one lowest, as the cipher takes them. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
}

/** The same four bytes in the other order. */
function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)
}

/** Up to four bytes at `at`; what is written behind the end is dropped. */
function combine(plain: Uint8Array, at: number, bytes: Uint8Array, from: number, word: number): void {
  plain[at] = bytes[from + at] ^ word
  plain[at + 1] = bytes[from + at + 1] ^ (word >>> 8)
  plain[at + 2] = bytes[from + at + 2] ^ (word >>> 16)
  plain[at + 3] = bytes[from + at + 3] ^ (word >>> 24)
}
