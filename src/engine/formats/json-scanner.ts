/** What a value of JSON is; bits, so that several of a column can be remembered together. */
export const JSON_NULL = 1
export const JSON_STRING = 2
/** A string with a backslash in it. */
export const JSON_ESCAPED = 4
export const JSON_NATURAL = 8
export const JSON_NEGATIVE = 16
export const JSON_FRACTION = 32
export const JSON_BOOL = 64
export const JSON_ARRAY = 128
export const JSON_OBJECT = 256

/** Deeper nesting is refused: nobody logs it, and it would cost the stack. */
export const MAX_DEPTH = 32

const QUOTE = 34
const BACKSLASH = 92

/** Walks over JSON in bytes without making values of it (RFC 8259). One object, reused. */
export class JsonScanner {
  bytes: Uint8Array = new Uint8Array(0)
  /** End of the text. */
  to = 0
  /** Of the last value: what it is, and its bytes (of a string those between the quotes). */
  kind = 0
  valueFrom = 0
  valueTo = 0
  /** Why the last call answered -1, and where. */
  why = ''
  failedAt = 0

  /** Position of the first byte that is no white space. */
  skipBlank(at: number): number {
    const { bytes, to } = this
    while (at < to) {
      const byte = bytes[at]
      if (byte !== 32 && byte !== 9 && byte !== 13 && byte !== 10) break
      at++
    }
    return at
  }

  /** Walks over a value; answers the position behind it, or -1. */
  value(at: number, depth = 0): number {
    const { bytes } = this
    if (at >= this.to) return this.fail(at, 'the line ends')
    const byte = bytes[at]
    if (byte === QUOTE) return this.string(at)
    if (byte === 123 || byte === 91) return this.nested(at, depth, byte === 91)
    if (byte === 116) return this.literal(at, 'true', JSON_BOOL)
    if (byte === 102) return this.literal(at, 'false', JSON_BOOL)
    if (byte === 110) return this.literal(at, 'null', JSON_NULL)
    return this.number(at)
  }

  string(at: number): number {
    const { bytes, to } = this
    let kind = JSON_STRING
    for (let end = at + 1; end < to; end++) {
      const byte = bytes[end]
      if (byte === QUOTE) {
        this.kind = kind
        this.valueFrom = at + 1
        this.valueTo = end
        return end + 1
      }
      if (byte === BACKSLASH) {
        kind = JSON_ESCAPED
        end++
      }
    }
    return this.fail(at, 'the line ends inside a text')
  }

  fail(at: number, why: string): -1 {
    this.why = why
    this.failedAt = at
    return -1
  }

  private number(at: number): number {
    const { bytes, to } = this
    let kind = JSON_NATURAL
    let end = at
    for (; end < to; end++) {
      const byte = bytes[end]
      if (byte >= 48 && byte <= 57) continue
      if (byte === 45 && end === at) kind = JSON_NEGATIVE
      else if (byte === 46 || byte === 69 || byte === 101 || byte === 43 || byte === 45) kind = JSON_FRACTION
      else break
    }
    if (end === at) return this.fail(at, 'no value')
    this.kind = kind
    this.valueFrom = at
    this.valueTo = end
    return end
  }

  private literal(at: number, text: string, kind: number): number {
    for (let i = 0; i < text.length; i++)
      if (at + i >= this.to || this.bytes[at + i] !== text.charCodeAt(i)) return this.fail(at, 'no value')
    this.kind = kind
    this.valueFrom = at
    this.valueTo = at + text.length
    return this.valueTo
  }

  private nested(at: number, depth: number, isArray: boolean): number {
    if (depth >= MAX_DEPTH) return this.fail(at, 'nested too deep')
    const { bytes } = this
    const close = isArray ? 93 : 125
    let next = this.skipBlank(at + 1)
    if (bytes[next] !== close || next >= this.to)
      for (;;) {
        if (!isArray) {
          if (next >= this.to || bytes[next] !== QUOTE) return this.fail(next, 'no name of a field')
          next = this.string(next)
          if (next < 0) return -1
          next = this.skipBlank(next)
          if (next >= this.to || bytes[next] !== 58) return this.fail(next, 'no colon')
          next = this.skipBlank(next + 1)
        }
        next = this.value(next, depth + 1)
        if (next < 0) return -1
        next = this.skipBlank(next)
        if (next >= this.to) return this.fail(next, 'the line ends')
        if (bytes[next] === close) break
        if (bytes[next] !== 44) return this.fail(next, 'no comma')
        next = this.skipBlank(next + 1)
      }
    this.kind = isArray ? JSON_ARRAY : JSON_OBJECT
    this.valueFrom = at
    this.valueTo = next + 1
    return next + 1
  }
}
