/** Zeek's uids are at most so many letters and digits. */
export const UID_LENGTH = 18
/** Words of a packed uid: five characters in each, of six bits; 0 = no more. */
export const UID_WORDS = 4
const IN_A_WORD = 5

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** By character code: 1 to 62, 0 = none of a uid. */
const CODES = new Uint8Array(256)
for (let i = 0; i < LETTERS.length; i++) CODES[LETTERS.charCodeAt(i)] = i + 1

/** Packs the uid that begins at `from` into four words of `into`, from `place` on; answers where it ends: at the first byte that is none of a uid, or behind the 18th. */
export function packUid(bytes: Uint8Array, from: number, to: number, into: Int32Array, place: number): number {
  if (from + UID_LENGTH <= to) {
    const w0 = five(bytes, from)
    const w1 = five(bytes, from + 5)
    const w2 = five(bytes, from + 10)
    const w3 = three(bytes, from + 15)
    if ((w0 | w1 | w2 | w3) >= 0) {
      into[place] = w0
      into[place + 1] = w1
      into[place + 2] = w2
      into[place + 3] = w3
      return from + UID_LENGTH
    }
  }
  return packShorter(bytes, from, to, into, place)
}

function packShorter(bytes: Uint8Array, from: number, to: number, into: Int32Array, place: number): number {
  let at = from
  for (let word = 0; word < UID_WORDS; word++) {
    const characters = word === UID_WORDS - 1 ? UID_LENGTH - IN_A_WORD * word : IN_A_WORD
    let packed = 0
    let shift = 0
    for (; shift < characters * 6 && at < to; shift += 6) {
      const code = CODES[bytes[at]]
      if (code === 0) break
      packed |= code << shift
      at++
    }
    into[place + word] = packed
  }
  return at
}

/** -1 when one is none of a uid. */
function five(bytes: Uint8Array, at: number): number {
  const c0 = CODES[bytes[at]]
  const c1 = CODES[bytes[at + 1]]
  const c2 = CODES[bytes[at + 2]]
  const c3 = CODES[bytes[at + 3]]
  const c4 = CODES[bytes[at + 4]]
  if (c0 === 0 || c1 === 0 || c2 === 0 || c3 === 0 || c4 === 0) return -1
  return c0 | (c1 << 6) | (c2 << 12) | (c3 << 18) | (c4 << 24)
}

function three(bytes: Uint8Array, at: number): number {
  const c0 = CODES[bytes[at]]
  const c1 = CODES[bytes[at + 1]]
  const c2 = CODES[bytes[at + 2]]
  return c0 === 0 || c1 === 0 || c2 === 0 ? -1 : c0 | (c1 << 6) | (c2 << 12)
}

/** The uid in words[at, at + 4). */
export function unpackedUid(words: ArrayLike<number>, at: number): string {
  let text = ''
  for (let i = 0; i < UID_LENGTH; i++) {
    const code = (words[at + Math.floor(i / IN_A_WORD)] >>> ((i % IN_A_WORD) * 6)) & 63
    if (code === 0) break
    text += LETTERS[code - 1]
  }
  return text
}
