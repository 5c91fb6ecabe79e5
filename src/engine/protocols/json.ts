import { ACCEPTED, type Dissector, REJECTED } from '../dissect/dissector.ts'
import { isJson } from '../dissect/json-text.ts'

const QUOTE = 34
const BACKSLASH = 92
const DEEPEST = 512

/** JSON bodies, RFC 8259. What is behind the first text that is no JSON is shown as lines. */
export const json: Dissector = {
  name: 'json',
  dissect(packet) {
    const { bytes, end } = packet
    let at = packet.offset
    for (;;) {
      const next = afterValue(bytes, at, end)
      if (next < 0) break
      at = next
    }
    if (at < end && end >= packet.wireEnd) {
      packet.offset = at
      packet.callNamed('data-text-lines')
    }
    return ACCEPTED
  },
}

/** In a datagram on any port: one object or array and nothing else. */
export const jsonHeuristic: Dissector = {
  name: 'json',
  dissect: (packet) => (isJson(packet) ? json.dissect(packet) : REJECTED),
}

/** Where what follows one value begins, blanks skipped; -1 when there is no whole value. */
function afterValue(bytes: Uint8Array, from: number, to: number): number {
  /** Open brackets: { or [. */
  const open: number[] = []
  let at = skipBlanks(bytes, from, to)
  /** 0 = a value, 1 = after a value, 2 = a key, 3 = a value or the end of an array, 4 = a key or the end of an object. */
  let expect = 0
  while (at < to) {
    const byte = bytes[at]
    if (expect === 1) {
      const last = open.at(-1)
      if (byte === 44 && last !== undefined) expect = last === 91 ? 0 : 2
      else if ((byte === 93 && last === 91) || (byte === 125 && last === 123)) open.pop()
      else return -1
      at++
    } else if ((byte === 93 && expect === 3) || (byte === 125 && expect === 4)) {
      open.pop()
      expect = 1
      at++
    } else if (expect === 2 || expect === 4) {
      at = byte === QUOTE ? afterString(bytes, at, to) : -1
      if (at < 0) return -1
      at = skipBlanks(bytes, at, to)
      if (bytes[at] !== 58) return -1
      at++
      expect = 0
    } else if (byte === 123 || byte === 91) {
      if (open.length >= DEEPEST) return -1
      open.push(byte)
      expect = byte === 91 ? 3 : 4
      at++
    } else {
      at = afterScalar(bytes, at, to)
      if (at < 0) return -1
      expect = 1
    }
    at = skipBlanks(bytes, at, to)
    if (expect === 1 && open.length === 0) return at
  }
  return -1
}

function afterScalar(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === QUOTE) return afterString(bytes, from, to)
  let at = from
  while (at < to && /[-+.0-9A-Za-z]/.test(String.fromCharCode(bytes[at])) && at - from < 400) at++
  const text = String.fromCharCode(...bytes.subarray(from, at))
  return /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)$/.test(text) ? at : -1
}

function afterString(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) {
    if (bytes[at] === BACKSLASH) at++
    else if (bytes[at] === QUOTE) return at + 1
  }
  return -1
}

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 32 || (bytes[at] >= 9 && bytes[at] <= 13))) at++
  return at
}
