import { packUid, UID_WORDS } from '../bytes/uid-text.ts'

/** What a column is going to be asked for, so that a scan reads it on the way to the next tab. */
export const UNREAD = 0
export const TIME = 1
export const INTERVAL = 2
/** Counts and ports. */
export const COUNT = 3
export const IPV4 = 4
export const BOOL = 5
/** Words that come again and again: texts whose ids are remembered by a hash of their bytes. */
export const WORD = 6
export const UID = 7
export type FieldKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const DOT = 46
const ZERO = 48
const BACKSLASH = 92

/** Digits that fit 31 bits whatever they are. */
const DIGITS = 9
const POWERS = Int32Array.from({ length: DIGITS + 1 }, (_, exponent) => 10 ** exponent)

/** No such value: the field is left to those who read one value at a time, and tell what is wrong with it. */
const NOT_READ = -1

/**
 * Splits lines at their tabs and reads the values that are wanted in the same pass. Only the usual form of a value is
 * read (a count of up to nine digits, a dotted quad); `read` then says so, and `values` has it. Row `row` of column
 * `column` stands at `column * rows + row` of each array.
 */
export class FieldScan {
  /** The FieldKind that was read, or UNREAD. */
  readonly read: Uint8Array
  /** TIME: seconds since 1970; INTERVAL: nanoseconds; COUNT, BOOL: the number; IPV4: the word; WORD: the hash. */
  readonly values: Float64Array
  /** TIME: nanoseconds of the second. */
  readonly fractions: Int32Array
  /** By row: the last field of kind UID. */
  readonly uids: Int32Array
  /** Of the last line: where its newline is. */
  end = 0
  readonly kinds: Uint8Array
  readonly rows: number
  /** Of the last `digits`. */
  private number = 0

  /** `kinds`: a FieldKind for each column; `rows`: how many lines are kept. */
  constructor(kinds: Uint8Array, rows: number) {
    // One more, of which nothing is ever read.
    const length = (kinds.length + 1) * rows
    this.kinds = kinds
    this.rows = rows
    this.read = new Uint8Array(length)
    this.values = new Float64Array(length).fill(Number.NaN)
    this.fractions = new Int32Array(length)
    this.uids = new Int32Array(rows * UID_WORDS)
  }

  /**
   * The line at bytes[from], whose newline must be there, as row `row`. Where its fields begin and end goes to `starts`
   * and `ends`. Answers how many fields it has.
   */
  line(bytes: Uint8Array, from: number, row: number, starts: Uint32Array, ends: Uint32Array): number {
    const { kinds, read, rows } = this
    const columns = kinds.length
    let field = 0
    let place = row
    let at = from
    for (;;) {
      const begin = at
      const kind = field < columns ? kinds[field] : UNREAD
      if (kind !== UNREAD) at = this.value(bytes, at, place, kind, row)
      const isRead = kind !== UNREAD && at !== NOT_READ
      if (!isRead) for (at = begin; !isEnd(bytes[at]); ) at++
      if (field < columns) {
        starts[place] = begin
        ends[place] = at
        read[place] = isRead ? kind : UNREAD
      }
      field++
      place += rows
      if (bytes[at] === NEWLINE) break
      at++
    }
    this.end = at
    return field
  }

  /** Where the value ends: at a tab or newline. NOT_READ: it is none of its kind, or of an unusual form. */
  private value(bytes: Uint8Array, at: number, place: number, kind: number, row: number): number {
    switch (kind) {
      case WORD:
        return this.word(bytes, at, place)
      case COUNT:
        return this.count(bytes, at, place)
      case IPV4:
        return this.ipv4(bytes, at, place)
      case BOOL:
        return this.bool(bytes, at, place)
      case TIME:
      case INTERVAL:
        return this.seconds(bytes, at, place, kind)
      default: {
        const end = packUid(bytes, at, bytes.length, this.uids, row * UID_WORDS)
        return isEnd(bytes[end]) && end > at ? end : NOT_READ
      }
    }
  }

  private word(bytes: Uint8Array, from: number, place: number): number {
    let hash = 0
    let at = from
    for (let byte = bytes[at]; byte > RETURN; byte = bytes[++at]) {
      if (byte === BACKSLASH) return NOT_READ
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    this.values[place] = hash
    return isEnd(bytes[at]) ? at : NOT_READ
  }

  private count(bytes: Uint8Array, from: number, place: number): number {
    const at = this.digits(bytes, from)
    this.values[place] = this.number
    return at > from && isEnd(bytes[at]) ? at : NOT_READ
  }

  private bool(bytes: Uint8Array, at: number, place: number): number {
    const byte = bytes[at]
    if ((byte !== 84 && byte !== 70) || !isEnd(bytes[at + 1])) return NOT_READ
    this.values[place] = byte === 84 ? 1 : 0
    return at + 1
  }

  private seconds(bytes: Uint8Array, from: number, place: number, kind: number): number {
    let at = this.digits(bytes, from)
    if (at === from) return NOT_READ
    let whole = this.number
    // Times of today have ten digits.
    const tenth = bytes[at] - ZERO
    if (tenth >= 0 && tenth <= 9) {
      whole = whole * 10 + tenth
      at++
    }
    let nanoseconds = 0
    if (bytes[at] === DOT) {
      const begin = at + 1
      at = this.digits(bytes, begin)
      nanoseconds = Math.imul(this.number, POWERS[DIGITS - (at - begin)])
    }
    if (!isEnd(bytes[at])) return NOT_READ
    if (kind === TIME) {
      this.values[place] = whole
      this.fractions[place] = nanoseconds
    } else this.values[place] = whole * 1e9 + nanoseconds
    return at
  }

  private ipv4(bytes: Uint8Array, from: number, place: number): number {
    let word = 0
    let at = from
    for (let part = 0; part < 4; part++) {
      const begin = at
      let octet = 0
      let digit = bytes[at] - ZERO
      while (digit >= 0 && digit <= 9 && at - begin < 3) {
        octet = Math.imul(octet, 10) + digit
        digit = bytes[++at] - ZERO
      }
      if (at === begin || octet > 255) return NOT_READ
      word = (word << 8) | octet
      if (part < 3 && bytes[at++] !== DOT) return NOT_READ
    }
    this.values[place] = word >>> 0
    return isEnd(bytes[at]) ? at : NOT_READ
  }

  /** Reads up to nine digits; answers where they end. */
  private digits(bytes: Uint8Array, from: number): number {
    let number = 0
    let at = from
    const most = from + DIGITS
    for (let digit = bytes[at] - ZERO; digit >= 0 && digit <= 9 && at < most; digit = bytes[++at] - ZERO)
      number = (Math.imul(number, 10) + digit) | 0
    this.number = number
    return at
  }
}

function isEnd(byte: number): boolean {
  return byte === TAB || byte === NEWLINE
}
