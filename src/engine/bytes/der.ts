/**
 * Reading DER (ITU-T X.690), as certificates use it: one reused element, no objects per element. BER's indefinite
 * lengths are read as reaching to the end of what encloses them.
 */

export const DER_BOOLEAN = 0x01
export const DER_INTEGER = 0x02
export const DER_OCTET_STRING = 0x04
export const DER_OID = 0x06
export const DER_TELETEX_STRING = 0x14
export const DER_UTC_TIME = 0x17
export const DER_UNIVERSAL_STRING = 0x1c
export const DER_BMP_STRING = 0x1e
export const DER_SEQUENCE = 0x30
export const DER_SET = 0x31

/** An element at a position: its identifier octet and where its contents are. */
export class DerElement {
  /** Identifier octet: class, constructed bit and tag number (high tag numbers keep 31). */
  tag = 0
  /** Contents are bytes[start, end). */
  start = 0
  end = 0

  /** Reads the element at `at`; false when it does not fit before `limit`. */
  read(bytes: Uint8Array, at: number, limit: number): boolean {
    if (at + 2 > limit) return false
    let position = at + 1
    this.tag = bytes[at]
    if ((this.tag & 31) === 31) {
      while (position < limit && (bytes[position] & 128) !== 0) position++
      position++
      if (position >= limit) return false
    }
    let length = bytes[position++]
    if (length === 128) length = limit - position
    else if (length > 128) {
      const count = length & 127
      if (count > 4 || position + count > limit) return false
      length = 0
      for (let i = 0; i < count; i++) length = length * 256 + bytes[position++]
    }
    if (length > limit - position) return false
    this.start = position
    this.end = position + length
    return true
  }

  /** As `read`, and the tag has to be this one. */
  expect(tag: number, bytes: Uint8Array, at: number, limit: number): boolean {
    return this.read(bytes, at, limit) && this.tag === tag
  }
}

/** An OBJECT IDENTIFIER's contents in dotted form, '' when it is cut or unreasonably large. */
export function oidText(bytes: Uint8Array, from: number, to: number): string {
  if (to <= from || to - from > 64 || (bytes[to - 1] & 128) !== 0) return ''
  let text = ''
  let value = 0
  for (let at = from; at < to; at++) {
    value = value * 128 + (bytes[at] & 127)
    if ((bytes[at] & 128) !== 0) continue
    if (text === '') {
      const root = Math.min(2, Math.floor(value / 40))
      text = `${root}.${value - root * 40}`
    } else text += `.${value}`
    value = 0
  }
  return text
}

const utf8 = new TextDecoder('utf-8')
const utf16 = new TextDecoder('utf-16be')
const latin1 = new TextDecoder('latin1')

/** Contents of a string type; TeletexString is read as Latin-1, as nearly all of them are. */
export function derText(tag: number, bytes: Uint8Array, from: number, to: number): string {
  const contents = bytes.subarray(from, to)
  if (tag === DER_BMP_STRING) return utf16.decode(contents)
  if (tag === DER_TELETEX_STRING) return latin1.decode(contents)
  if (tag !== DER_UNIVERSAL_STRING) return utf8.decode(contents)
  let text = ''
  for (let at = from; at + 4 <= to; at += 4) {
    const point = ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0
    text += point < 0x110000 ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

/**
 * UTCTime or GeneralizedTime as '2014-04-09T12:05:08Z' (RFC 5280 section 4.1.2.5); an offset from UTC, which only BER
 * allows, is taken into account. '' for what is no time.
 */
export function derTime(tag: number, bytes: Uint8Array, from: number, to: number): string {
  const digits = latin1.decode(bytes.subarray(from, Math.min(to, from + 40)))
  const parts = TIME.exec(tag === DER_UTC_TIME ? century(digits) : digits)
  if (parts === null) return ''
  const [, year, month, day, hour, minute, second = '00', sign, hours = '0', minutes = '0'] = parts
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  if (sign === undefined) return text
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const time = Date.parse(text) - offset * 60_000
  return Number.isNaN(time) ? text : `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** Year, month, day, hour, minute, second, fraction, offset. */
const TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(?:([+-])(\d{2})(\d{2})?)?/

/** Two-digit years from 50 are of the 20th century. */
function century(digits: string): string {
  return digits >= '5' ? `19${digits}` : `20${digits}`
}
