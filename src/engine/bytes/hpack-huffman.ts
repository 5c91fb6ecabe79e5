/** Bits of each symbol's code, RFC 7541 appendix B; symbol 256 is the end of string. The codes are canonical. */
export const HUFFMAN_LENGTHS = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
  5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22,
  23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26,
  20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27,
  27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27,
  27, 27, 27, 26, 30,
]
const LONGEST = 30

/** By code length: the first code, and the symbols in code order. */
const firstCode: number[] = []
const symbols: number[][] = Array.from({ length: LONGEST + 1 }, () => [])
HUFFMAN_LENGTHS.forEach((length, symbol) => symbols[length].push(symbol))
let code = 0
for (let length = 1; length <= LONGEST; length++) {
  code = (code + (symbols[length - 1]?.length ?? 0)) * 2
  firstCode[length] = code
}

/** A Huffman-coded string bytes[from, to) as Latin-1 text; null when it is not one. */
export function huffmanText(bytes: Uint8Array, from: number, to: number): string | null {
  let text = ''
  let value = 0
  let length = 0
  for (let at = from; at < to; at++) {
    for (let bit = 7; bit >= 0; bit--) {
      value = value * 2 + ((bytes[at] >>> bit) & 1)
      length++
      if (length > LONGEST) return null
      const index = value - firstCode[length]
      const candidates = symbols[length]
      if (index < 0 || index >= candidates.length) continue
      if (candidates[index] === 256) return null
      text += String.fromCharCode(candidates[index])
      value = 0
      length = 0
    }
  }
  // What is left are at most seven bits of padding, all ones.
  return length < 8 && value === 2 ** length - 1 ? text : null
}
