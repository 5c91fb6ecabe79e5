import { readAddress } from '../bytes/address-text.ts'
import { decimalOf, nanosecondsOf, signedOf, unsignedOf } from '../bytes/number-text.ts'
import { Instant, readTime } from '../bytes/time-text.ts'

/** What a row says of a field: nothing; that it has no value (Zeek's '-', JSON's null); an empty text or set; a value. */
export const ABSENT = 0
export const UNSET = 1
export const EMPTY = 2
export const SET = 3
export type FieldState = typeof ABSENT | typeof UNSET | typeof EMPTY | typeof SET

/** Where addresses and texts are kept, as numbers from 1 on: the tables' AddressPool and TextPool. */
export type AddressKeeper = { ipv4(word: number): number; ipv6(w0: number, w1: number, w2: number, w3: number): number }
export type TextKeeper = { intern(bytes: Uint8Array, from: number, to: number): number }
/** Finds sessions by uid: the tables' UidTable. 0 = none has it. */
export type UidKeeper = {
  find(bytes: Uint8Array, from: number, to: number): number
  findPacked(uid: Int32Array, place: number): number
  forget(): void
}

const decoder = new TextDecoder('utf-8')

/**
 * The current row of a log. Fields are asked for by the number of their column (LogColumns.columnOf; -1 is absent) and
 * read from the bytes as what the asker knows them to be. Numbers answer NaN, kept things 0, where there is no value;
 * a value that is no such thing is reported and counts as none.
 *
 * `split` makes the elements of a set or vector fields of their own for as long as the row stands:
 *
 *     const count = row.split(answers)
 *     for (let i = 0; i < count; i++) row.text(row.element(i), texts)
 */
export abstract class LogRow {
  /** Number of the line, from 1, and offset of its first byte in the (decompressed) file. */
  line = 0
  offset = 0
  /** Of the last call of `time`. */
  readonly instant = new Instant()
  /** Of the last call of `subnet`: bits of the network. */
  prefixLength = 0
  /** Of the last call of `textBytes`: textBuffer[textFrom, textTo), UTF-8 without escapes. */
  textBuffer: Uint8Array = new Uint8Array(0)
  textFrom = 0
  textTo = 0

  protected bytes: Uint8Array = new Uint8Array(0)
  protected starts = new Uint32Array(64)
  protected ends = new Uint32Array(64)
  /** Fields that the row has; elements of the last `split` stand behind them. */
  protected fields = 0
  private scratch = new Uint8Array(256)
  private readonly words = new Uint32Array(4)

  abstract state(column: number): FieldState

  /** Splits a set or vector; answers how many elements it has. A value of another type is one element. */
  abstract split(column: number): number

  /** The name of a column, for messages. */
  protected abstract nameOf(column: number): string
  protected abstract report(line: number, offset: number, why: string): void

  /** Writes bytes[from, to) without their escapes to `into`, which is long enough; answers the length. -1 = there are none. */
  protected abstract unescape(column: number, into: (length: number) => Uint8Array): number

  /** The column by which element `index` of the last `split` is asked for. */
  element(index: number): number {
    return this.fields + index
  }

  /** False when there is none; `instant` is then as before. */
  time(column: number): boolean {
    if (this.state(column) !== SET) return false
    if (readTime(this.bytes, this.starts[column], this.ends[column], this.instant)) return true
    this.bad(column, 'a time')
    return false
  }

  /** Nanoseconds after a second since 1970, as the tables keep times. */
  nanosecondsAfter(column: number, baseSecond: number): number {
    if (!this.time(column)) return Number.NaN
    return (this.instant.seconds - baseSecond) * 1e9 + this.instant.nanoseconds
  }

  /** Nanoseconds. */
  interval(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    return this.checked(column, nanosecondsOf(this.bytes, this.starts[column], this.ends[column]), 'an interval')
  }

  count(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    const value = unsignedOf(this.bytes, this.starts[column], this.ends[column])
    // JSON writers turn large counts into 4.3e9 or 12.0.
    return Number.isNaN(value) ? this.whole(column, 0, 'a count') : value
  }

  int(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    const value = signedOf(this.bytes, this.starts[column], this.ends[column])
    return Number.isNaN(value) ? this.whole(column, -Infinity, 'an integer') : value
  }

  double(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    return this.checked(column, decimalOf(this.bytes, this.starts[column], this.ends[column]), 'a number')
  }

  /** 0 .. 65535; also as old Zeek prints it, 53/udp. */
  port(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    const from = this.starts[column]
    let to = this.ends[column]
    for (let at = from + 1; at < to && at - from < 6; at++) if (this.bytes[at] === 47) to = at
    const value = unsignedOf(this.bytes, from, to)
    return this.checked(column, value <= 65535 ? value : Number.NaN, 'a port')
  }

  /** 1, 0, or NaN: T and F, true and false in any case, 1 and 0. */
  bool(column: number): number {
    if (this.state(column) !== SET) return Number.NaN
    const from = this.starts[column]
    const length = this.ends[column] - from
    const first = this.bytes[from] | 32
    if (length === 1) {
      if (first === 116 || this.bytes[from] === 49) return 1
      if (first === 102 || this.bytes[from] === 48) return 0
    } else if (length === 4 && first === 116) return 1
    else if (length === 5 && first === 102) return 0
    return this.checked(column, Number.NaN, 'a truth value')
  }

  /** The number of the address in `addresses`; 0 = none. */
  address(column: number, addresses: AddressKeeper): number {
    if (this.state(column) !== SET) return 0
    return this.keptAddress(column, this.ends[column], addresses, 'an address')
  }

  /** As `address`; the length of the network is then in `prefixLength`. */
  subnet(column: number, addresses: AddressKeeper): number {
    if (this.state(column) !== SET) return 0
    const from = this.starts[column]
    let slash = this.ends[column] - 1
    while (slash > from && this.bytes[slash] !== 47) slash--
    this.prefixLength = unsignedOf(this.bytes, slash + 1, this.ends[column])
    if (slash > from && this.prefixLength <= 128) return this.keptAddress(column, slash, addresses, 'a network')
    this.bad(column, 'a network')
    return 0
  }

  /** The number of the text in `texts`, also of the empty one; 0 = none. */
  text(column: number, texts: TextKeeper): number {
    return this.textBytes(column) ? texts.intern(this.textBuffer, this.textFrom, this.textTo) : 0
  }

  /** The session with this uid in `uids`; 0 = none. */
  uid(column: number, uids: UidKeeper): number {
    if (this.textBytes(column)) return uids.find(this.textBuffer, this.textFrom, this.textTo)
    uids.forget()
    return 0
  }

  /** The text itself, where few are asked for; null = none. */
  string(column: number): string | null {
    return this.textBytes(column) ? decoder.decode(this.textBuffer.subarray(this.textFrom, this.textTo)) : null
  }

  /** Puts the bytes of a text, without escapes, where textBuffer, textFrom and textTo say. False when there is none. */
  textBytes(column: number): boolean {
    const state = this.state(column)
    if (state === ABSENT || state === UNSET) return false
    this.textBuffer = this.bytes
    this.textFrom = this.starts[column]
    this.textTo = state === EMPTY ? this.textFrom : this.ends[column]
    if (state === EMPTY) return true
    const length = this.unescape(column, this.room)
    if (length >= 0) {
      this.textBuffer = this.scratch
      this.textFrom = 0
      this.textTo = length
    }
    return true
  }

  /** Whether the field is exactly this text (ASCII): a comparison without a string. */
  is(column: number, text: string): boolean {
    if (this.state(column) !== SET || this.ends[column] - this.starts[column] !== text.length) return false
    const from = this.starts[column]
    for (let i = 0; i < text.length; i++) if (this.bytes[from + i] !== text.charCodeAt(i)) return false
    return true
  }

  /** Reports a value; for askers that know better what a field may hold. */
  bad(column: number, wanted: string): void {
    const from = this.starts[column]
    const cut = decoder.decode(this.bytes.subarray(from, Math.min(this.ends[column], from + 40)))
    this.report(
      this.line,
      this.offset,
      `${this.nameOf(column)} is no ${wanted.replace(/^an? /, '')}: ${JSON.stringify(cut)}`,
    )
  }

  protected roomFor(fields: number): void {
    if (fields <= this.starts.length) return
    const starts = new Uint32Array(fields * 2)
    const ends = new Uint32Array(fields * 2)
    starts.set(this.starts)
    ends.set(this.ends)
    this.starts = starts
    this.ends = ends
  }

  private readonly room = (length: number): Uint8Array => {
    if (length > this.scratch.length) this.scratch = new Uint8Array(length * 2)
    return this.scratch
  }

  private checked(column: number, value: number, wanted: string): number {
    if (Number.isNaN(value)) this.bad(column, wanted)
    return value
  }

  private whole(column: number, least: number, wanted: string): number {
    const value = decimalOf(this.bytes, this.starts[column], this.ends[column])
    return this.checked(column, Number.isInteger(value) && value >= least ? value : Number.NaN, wanted)
  }

  private keptAddress(column: number, to: number, addresses: AddressKeeper, wanted: string): number {
    const { words } = this
    const kind = readAddress(this.bytes, this.starts[column], to, words)
    if (kind === 4) return addresses.ipv4(words[0])
    if (kind === 6) return addresses.ipv6(words[0], words[1], words[2], words[3])
    this.bad(column, wanted)
    return 0
  }
}
