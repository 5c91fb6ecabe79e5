/** Bytes of a message that fits into one block of SHA-1 with its padding. */
export const MOST_IN_BLOCK = 55

/**
 * SHA-1 (FIPS 180-4) of many short messages: one block each, no allocation. The message is written into `bytes`; `digest`
 * then leaves its hash in `words`.
 */
export class Sha1Block {
  readonly bytes = new Uint8Array(64)
  /** The hash as five words, most significant first. */
  readonly words = new Int32Array(5)
  private readonly view = new DataView(this.bytes.buffer)
  private readonly schedule = new Int32Array(80)

  /** Hashes the first `length` bytes (at most MOST_IN_BLOCK). */
  digest(length: number): void {
    const { bytes, view, schedule: w, words } = this
    bytes.fill(0, length)
    bytes[length] = 0x80
    view.setUint32(60, length * 8)
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(t * 4)
    for (let t = 16; t < 80; t++) {
      const x = w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]
      w[t] = (x << 1) | (x >>> 31)
    }
    let a = 0x67452301
    let b = 0xefcdab89 | 0
    let c = 0x98badcfe | 0
    let d = 0x10325476
    let e = 0xc3d2e1f0 | 0
    for (let t = 0; t < 20; t++) {
      const next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + w[t] + 0x5a827999) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let t = 20; t < 40; t++) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + w[t] + 0x6ed9eba1) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let t = 40; t < 60; t++) {
      const next = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e + w[t] + 0x8f1bbcdc) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    for (let t = 60; t < 80; t++) {
      const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + w[t] + 0xca62c1d6) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = next
    }
    words[0] = (a + 0x67452301) | 0
    words[1] = (b + (0xefcdab89 | 0)) | 0
    words[2] = (c + (0x98badcfe | 0)) | 0
    words[3] = (d + 0x10325476) | 0
    words[4] = (e + (0xc3d2e1f0 | 0)) | 0
  }
}
