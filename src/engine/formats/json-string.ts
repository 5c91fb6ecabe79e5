const BACKSLASH = 92

/** Characters behind a backslash that stand for another: b f n r t. */
const controls = new Map([
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
])

/** Writes the text in bytes[from, to) as UTF-8, never longer than it was; answers the length. */
export function unescaped(bytes: Uint8Array, from: number, to: number, out: Uint8Array): number {
  let length = 0
  for (let at = from; at < to; ) {
    const byte = bytes[at++]
    if (byte !== BACKSLASH || at === to) {
      out[length++] = byte
      continue
    }
    const letter = bytes[at++]
    const unit = letter === 117 ? hexUnit(bytes, at, to) : -1
    if (unit < 0) {
      out[length++] = controls.get(letter) ?? letter
      continue
    }
    at += 4
    let point = unit
    if (unit >= 0xd800 && unit < 0xe000) {
      const low = unit < 0xdc00 && bytes[at] === BACKSLASH && bytes[at + 1] === 117 ? hexUnit(bytes, at + 2, to) : -1
      const isPair = low >= 0xdc00 && low < 0xe000
      point = isPair ? 0x10000 + (unit - 0xd800) * 1024 + low - 0xdc00 : 0xfffd
      if (isPair) at += 6
    }
    length = writeUtf8(point, out, length)
  }
  return length
}

/** The four hex digits of `\uXXXX`; -1 when they are none. */
function hexUnit(bytes: Uint8Array, at: number, to: number): number {
  if (at + 4 > to) return -1
  let unit = 0
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i]
    const lower = byte | 32
    const digit = byte >= 48 && byte <= 57 ? byte - 48 : lower >= 97 && lower <= 102 ? lower - 87 : -1
    if (digit < 0) return -1
    unit = unit * 16 + digit
  }
  return unit
}

function writeUtf8(point: number, out: Uint8Array, at: number): number {
  if (point < 0x80) {
    out[at++] = point
  } else if (point < 0x800) {
    out[at++] = 0xc0 | (point >>> 6)
    out[at++] = 0x80 | (point & 63)
  } else {
    if (point < 0x10000) out[at++] = 0xe0 | (point >>> 12)
    else {
      out[at++] = 0xf0 | (point >>> 18)
      out[at++] = 0x80 | ((point >>> 12) & 63)
    }
    out[at++] = 0x80 | ((point >>> 6) & 63)
    out[at++] = 0x80 | (point & 63)
  }
  return at
}
