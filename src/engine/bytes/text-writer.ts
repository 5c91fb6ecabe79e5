const HEX = '0123456789abcdef'
/** Second characters of the two-character escapes of 7 .. 13: \a \b \t \n \v \f \r. */
const ESCAPES = 'abtnvfr'

/**
 * Builds a short text as UTF-8 bytes in one reused buffer, so that text made of packet bytes costs no string. What does
 * not fit is dropped.
 */
export class TextWriter {
  readonly bytes: Uint8Array
  length = 0

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
  }

  byte(value: number): void {
    if (this.length < this.bytes.length) this.bytes[this.length++] = value
  }

  /** `text` has no character above U+007F. */
  ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i))
  }

  /** An unsigned integer. */
  decimal(value: number): void {
    let unit = 1
    while (value >= unit * 10) unit *= 10
    for (; unit >= 1; unit /= 10) this.byte(48 + (Math.floor(value / unit) % 10))
  }

  /** Without leading zeros. */
  hex(value: number): void {
    let shift = 28
    while (shift > 0 && value >>> shift === 0) shift -= 4
    for (; shift >= 0; shift -= 4) this.byte(HEX.charCodeAt((value >>> shift) & 15))
  }

  /** Four bytes of `source` as a dotted address. */
  ipv4(source: Uint8Array, at: number): void {
    for (let i = 0; i < 4; i++) {
      if (i > 0) this.byte(46)
      this.decimal(source[at + i])
    }
  }

  /** Sixteen bytes of `source` in the form of RFC 5952. */
  ipv6(source: Uint8Array, at: number): void {
    let leading = 0
    while (leading < 16 && source[at + leading] === 0) leading++
    const mapped = leading === 10 && source[at + 10] === 255 && source[at + 11] === 255
    if (mapped || leading === 12 || leading === 13) {
      this.ascii(mapped ? '::ffff:' : '::')
      this.ipv4(source, at + 12)
      return
    }
    let bestStart = -1
    let bestLength = 1
    for (let i = 0; i < 8; i++) {
      let run = 0
      while (i + run < 8 && group(source, at, i + run) === 0) run++
      if (run > bestLength) {
        bestStart = i
        bestLength = run
      }
      i += run
    }
    for (let i = 0; i < 8; i++) {
      if (i === bestStart) {
        this.ascii('::')
        i += bestLength - 1
        continue
      }
      if (i > 0 && i !== bestStart + bestLength) this.byte(58)
      this.hex(group(source, at, i))
    }
  }

  /** bytes[from, to) read as UTF-8, with control characters escaped as Wireshark prints them (\n, \000, \u0080). */
  escaped(source: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = source[at]
      const next = at + 1 < to ? source[at + 1] : 0
      if (byte === 0xc2 && next >= 0x80 && next < 0xa0) {
        this.ascii('\\u00')
        this.hex(next)
        at++
      } else if (byte >= 32 && byte !== 127) this.byte(byte)
      else this.control(byte)
    }
  }

  /** As `escaped`, read as ASCII: every other byte is U+FFFD. */
  escapedAscii(source: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = source[at]
      if (byte >= 128) {
        this.byte(0xef)
        this.byte(0xbf)
        this.byte(0xbd)
      } else if (byte >= 32 && byte !== 127) this.byte(byte)
      else this.control(byte)
    }
  }

  private control(byte: number): void {
    this.byte(92)
    if (byte >= 7 && byte <= 13) this.byte(ESCAPES.charCodeAt(byte - 7))
    else for (let shift = 6; shift >= 0; shift -= 3) this.byte(48 + ((byte >>> shift) & 7))
  }
}

function group(source: Uint8Array, at: number, index: number): number {
  return (source[at + index * 2] << 8) | source[at + index * 2 + 1]
}
