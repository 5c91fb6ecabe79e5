const VALUES = new Int8Array(256).fill(-1)
for (let i = 0; i < 64; i++)
  VALUES['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)] = i

/** RFC 4648 base64 text bytes[from, to) decoded, up to the first character that is not of its alphabet (blanks are skipped). */
export function base64Bytes(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array(Math.floor(((to - from) * 3) / 4) + 3)
  let length = 0
  let bits = 0
  let count = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === 32 || (byte >= 9 && byte <= 13)) continue
    const value = VALUES[byte]
    if (value < 0) break
    bits = ((bits << 6) | value) & 0xffffff
    count += 6
    if (count >= 8) {
      count -= 8
      out[length++] = (bits >>> count) & 255
    }
  }
  return out.subarray(0, length)
}
