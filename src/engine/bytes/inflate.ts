/** Deflate, RFC 1951, for a look at the beginning of compressed bodies. */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const LONGEST_CODE = 15

/** A canonical Huffman code: how many codes of each length, and the symbols in code order. */
type Code = { counts: Uint16Array; symbols: Uint16Array }

/**
 * What gzip (RFC 1952), zlib (RFC 1950) or bare deflate bytes[from, to) unpack to, at most `limit` bytes of it and as
 * far as they go when they are cut. null when they are none of these, or give nothing.
 */
export function inflatedPrefix(bytes: Uint8Array, from: number, to: number, limit: number): Uint8Array | null {
  let start = from
  if (to - from >= 18 && bytes[from] === 0x1f && bytes[from + 1] === 0x8b) {
    start = afterGzipHeader(bytes, from, to)
    if (start < 0) return null
  } else if (to - from >= 2 && (bytes[from] & 15) === 8 && ((bytes[from] << 8) | bytes[from + 1]) % 31 === 0)
    start = from + 2
  const out = new Inflation(bytes, start, to, limit)
  out.run()
  return out.wrong || out.length === 0 ? null : out.bytes.subarray(0, out.length)
}

function afterGzipHeader(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from + 2] !== 8) return -1
  const flags = bytes[from + 3]
  let at = from + 10
  if ((flags & 4) !== 0) {
    if (at + 2 > to) return -1
    at += 2 + (bytes[at] | (bytes[at + 1] << 8))
  }
  for (const flag of [8, 16])
    if ((flags & flag) !== 0) {
      while (at < to && bytes[at] !== 0) at++
      at++
    }
  if ((flags & 2) !== 0) at += 2
  return at < to ? at : -1
}

class Inflation {
  readonly bytes: Uint8Array
  length = 0
  wrong = false
  private readonly source: Uint8Array
  private at: number
  private readonly to: number
  private hold = 0
  private held = 0
  /** The input ended. */
  private cut = false

  constructor(source: Uint8Array, from: number, to: number, limit: number) {
    this.source = source
    this.at = from
    this.to = to
    this.bytes = new Uint8Array(limit)
  }

  run(): void {
    for (;;) {
      const last = this.bits(1)
      const type = this.bits(2)
      if (this.cut) return
      if (type === 0) this.stored()
      else if (type === 1) this.coded(FIXED_LENGTHS, FIXED_DISTANCES)
      else if (type === 2) this.dynamic()
      else this.wrong = true
      if (last === 1 || this.wrong || this.cut || this.length >= this.bytes.length) return
    }
  }

  private bits(count: number): number {
    while (this.held < count) {
      if (this.at >= this.to) {
        this.cut = true
        return 0
      }
      this.hold |= this.source[this.at++] << this.held
      this.held += 8
    }
    const value = this.hold & ((1 << count) - 1)
    this.hold >>>= count
    this.held -= count
    return value
  }

  private stored(): void {
    this.hold = 0
    this.held = 0
    const length = this.bits(16)
    const complement = this.bits(16)
    if (this.cut) return
    if (length !== (~complement & 0xffff)) {
      this.wrong = true
      return
    }
    const count = Math.min(length, this.to - this.at, this.bytes.length - this.length)
    this.bytes.set(this.source.subarray(this.at, this.at + count), this.length)
    this.length += count
    this.at += count
    if (count < length) this.cut = true
  }

  private dynamic(): void {
    const lengths = this.bits(5) + 257
    const distances = this.bits(5) + 1
    const codes = this.bits(4) + 4
    const sizes = new Uint8Array(320)
    for (let i = 0; i < codes; i++) sizes[CODE_ORDER[i]] = this.bits(3)
    if (this.cut) return
    const sizeCode = codeOf(sizes, 0, 19)
    if (lengths > 286 || distances > 30 || sizeCode === null) {
      this.wrong = true
      return
    }
    sizes.fill(0)
    let i = 0
    while (i < lengths + distances) {
      const symbol = this.symbol(sizeCode)
      if (this.cut || this.wrong) return
      if (symbol < 16) {
        sizes[i++] = symbol
        continue
      }
      if (symbol === 16 && i === 0) {
        this.wrong = true
        return
      }
      const value = symbol === 16 ? sizes[i - 1] : 0
      const repeat = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)
      if (i + repeat > lengths + distances) {
        this.wrong = true
        return
      }
      for (let n = 0; n < repeat; n++) sizes[i++] = value
    }
    const lengthCode = codeOf(sizes, 0, lengths)
    const distanceCode = codeOf(sizes, lengths, lengths + distances)
    if (sizes[256] === 0 || lengthCode === null || distanceCode === null) this.wrong = true
    else this.coded(lengthCode, distanceCode)
  }

  private coded(lengthCode: Code, distanceCode: Code): void {
    const out = this.bytes
    while (this.length < out.length) {
      const symbol = this.symbol(lengthCode)
      if (this.cut || this.wrong || symbol === 256) return
      if (symbol < 256) {
        out[this.length++] = symbol
        continue
      }
      if (symbol > 285) {
        this.wrong = true
        return
      }
      const length = LENGTH_BASE[symbol - 257] + this.bits(LENGTH_EXTRA[symbol - 257])
      const far = this.symbol(distanceCode)
      if (this.cut || this.wrong) return
      if (far > 29) {
        this.wrong = true
        return
      }
      const distance = DISTANCE_BASE[far] + this.bits(DISTANCE_EXTRA[far])
      if (this.cut) return
      if (distance > this.length) {
        this.wrong = true
        return
      }
      for (let n = 0; n < length && this.length < out.length; n++, this.length++)
        out[this.length] = out[this.length - distance]
    }
  }

  private symbol(code: Code): number {
    let value = 0
    let first = 0
    let index = 0
    for (let length = 1; length <= LONGEST_CODE; length++) {
      value |= this.bits(1)
      if (this.cut) return 0
      const count = code.counts[length]
      if (value - count < first) return code.symbols[index + (value - first)]
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    this.wrong = true
    return 0
  }
}

/** The code with the given lengths; null when they over-subscribe it. */
function codeOf(sizes: Uint8Array, from: number, to: number): Code | null {
  const counts = new Uint16Array(LONGEST_CODE + 1)
  for (let i = from; i < to; i++) counts[sizes[i]]++
  counts[0] = 0
  let left = 1
  for (let length = 1; length <= LONGEST_CODE; length++) {
    left = (left << 1) - counts[length]
    if (left < 0) return null
  }
  const next = new Uint16Array(LONGEST_CODE + 2)
  for (let length = 1; length <= LONGEST_CODE; length++) next[length + 1] = next[length] + counts[length]
  const symbols = new Uint16Array(to - from)
  for (let i = from; i < to; i++) if (sizes[i] !== 0) symbols[next[sizes[i]]++] = i - from
  return { counts, symbols }
}

function fixedCode(sizes: Uint8Array): Code {
  return codeOf(sizes, 0, sizes.length) as Code
}

const FIXED_LENGTHS = fixedCode(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
)
const FIXED_DISTANCES = fixedCode(new Uint8Array(30).fill(5))
