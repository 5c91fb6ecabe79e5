/** Lines and tokens of text protocols, in bytes: nothing becomes a string. */

const LF = 10
const CR = 13
const SPACE = 32

/** Where the line found last ends: after its CR, LF or CRLF. */
export const line = { next: 0 }

/**
 * Length without its end of the line at `from`; `line.next` is where the next one begins. A CR, an LF or both end it.
 * `complete`: answers -1 when the line's end is not among bytes[from, to) (a CR as last byte may still get its LF);
 * else such a line ends at `to`. As Wireshark's tvb_find_line_end.
 */
export function lineLength(bytes: Uint8Array, from: number, to: number, complete: boolean): number {
  let at = from
  // One comparison a byte: in text nearly all are above both.
  while (at < to && (bytes[at] > CR || (bytes[at] !== LF && bytes[at] !== CR))) at++
  if (at >= to) {
    if (complete) return -1
    line.next = to
    return to - from
  }
  line.next = at + 1
  if (bytes[at] === CR) {
    if (at + 1 < to) {
      if (bytes[at + 1] === LF) line.next = at + 2
    } else if (complete) return -1
  }
  return at - from
}

/** End of the token at `from`; `token.next` is where the one after it begins (blanks skipped). */
export const token = { next: 0 }

export function tokenEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== SPACE && bytes[at] !== CR && bytes[at] !== LF) at++
  let next = at
  while (next < to && bytes[next] === SPACE) next++
  token.next = next
  return at
}

/** Whether bytes[at, to) begin with `text` (ASCII). */
export function startsWith(bytes: Uint8Array, at: number, to: number, text: string): boolean {
  if (at + text.length > to) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** As startsWith, for `text` in lower case and either case in the bytes. */
export function startsWithAnyCase(bytes: Uint8Array, at: number, to: number, text: string): boolean {
  if (at + text.length > to) return false
  for (let i = 0; i < text.length; i++) if (lower(bytes[at + i]) !== text.charCodeAt(i)) return false
  return true
}

export function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}

export function isPrintable(byte: number): boolean {
  return byte >= 32 && byte < 127
}

export function isLetter(byte: number): boolean {
  const small = byte | 32
  return small >= 97 && small <= 122
}

/** Position of `byte` in bytes[from, to), or -1. */
export function indexOfByte(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at
  return -1
}

/** Characters that one call makes: many arguments need room on the stack. */
const AT_ONCE = 4096

/** bytes[from, to) as Latin-1 text. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += AT_ONCE)
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(to, at + AT_ONCE)) as unknown as number[])
  return text
}
