import { readAddress } from '../bytes/address-text.ts'
import { Instant, readTime } from '../bytes/time-text.ts'
import {
  JSON_ARRAY,
  JSON_BOOL,
  JSON_ESCAPED,
  JSON_FRACTION,
  JSON_NATURAL,
  JSON_NEGATIVE,
  JSON_NULL,
  JSON_OBJECT,
  JSON_STRING,
} from './json-scanner.ts'
import { LogColumns } from './log-columns.ts'

/** A log with more columns is a hostile one: a new name in every row. */
export const MAX_COLUMNS = 2000
/** So many texts of a column are looked at to tell addresses and times from other texts. */
const LOOKED_AT = 32
const ANY_TEXT = 1
const ANY_ADDRESS = 2
const ANY_TIME = 4

/** The columns of a log of JSON objects: they appear with the rows, and their types are what was seen in them. */
export class JsonColumns extends LogColumns {
  /** What the rows of these columns say of their kind; another word than the path where the format has its own. */
  readonly kind: string
  private readonly encoder = new TextEncoder()
  /** Names as bytes, and the column that each stands for. */
  private readonly keys: Uint8Array[] = []
  private readonly keyColumns: number[] = []
  /** The key that is a column's own name. */
  private readonly ownKeys: number[] = []
  /** Key + 1 by hash of the name. */
  private slots = new Uint16Array(256)
  private kinds = new Uint16Array(64)
  private elementKinds = new Uint16Array(64)
  private looks = new Uint8Array(64)
  private texts = new Uint8Array(64)
  private readonly words = new Uint32Array(4)
  private readonly instant = new Instant()

  constructor(path: string, kind = path) {
    super(path)
    this.kind = kind
  }

  /** Lets a format change a value in place before it is kept; answers what the value then is. */
  adapt(_column: number, kind: number, _bytes: Uint8Array, _from: number, _to: number): number {
    return kind
  }

  /** The column of a name in bytes; `guess` is tried first. -1 when there is none. */
  lookUp(bytes: Uint8Array, from: number, to: number, guess: number): number {
    if (guess < this.count && this.isKey(this.ownKeys[guess], bytes, from, to)) return guess
    const { slots } = this
    const mask = slots.length - 1
    for (let slot = hash(bytes, from, to) & mask; slots[slot] !== 0; slot = (slot + 1) & mask)
      if (this.isKey(slots[slot] - 1, bytes, from, to)) return this.keyColumns[slots[slot] - 1]
    return -1
  }

  override add(name: string): number {
    const column = super.add(name)
    if (column === this.kinds.length) this.grow()
    this.ownKeys.push(this.keys.length)
    this.addKey(name, column)
    return column
  }

  /** Remembers what a value of the column was. */
  see(column: number, kind: number, bytes: Uint8Array, from: number, to: number): void {
    this.kinds[column] |= kind
    if (kind === JSON_STRING && this.looks[column] < LOOKED_AT && to > from) this.look(column, bytes, from, to)
  }

  seeElement(column: number, kind: number, bytes: Uint8Array, from: number, to: number): void {
    this.elementKinds[column] |= kind
    if (kind === JSON_STRING && this.looks[column] < LOOKED_AT && to > from) this.look(column, bytes, from, to)
  }

  override isPresent(column: number): boolean {
    return this.kinds[column] !== 0
  }

  /** The narrowest of Zeek's types that holds everything that was seen. */
  override typeOf(column: number): string {
    const kinds = this.kinds[column]
    const name = this.names[column]
    if (kinds === JSON_ARRAY || kinds === (JSON_ARRAY | JSON_NULL))
      return `vector[${this.typeOfKinds(this.elementKinds[column], column, '')}]`
    return this.typeOfKinds(kinds, column, name)
  }

  protected override missing(names: readonly string[]): number {
    const column = this.add(names[0])
    // A later row may use any of the names.
    for (const name of names.slice(1)) {
      this.alias(name, column)
      this.addKey(name, column)
    }
    return column
  }

  private typeOfKinds(kinds: number, column: number, name: string): string {
    const known = kinds & ~JSON_NULL
    if (known === 0) return 'string'
    if (known === JSON_BOOL) return 'bool'
    const numbers = JSON_NATURAL | JSON_NEGATIVE | JSON_FRACTION
    if ((known & ~numbers) === 0) {
      if (name === 'ts' || name === '_write_ts') return 'time'
      if ((known & JSON_FRACTION) !== 0) return 'double'
      if ((known & JSON_NEGATIVE) !== 0) return 'int'
      return name === 'id.orig_p' || name === 'id.resp_p' ? 'port' : 'count'
    }
    if ((known & ~(JSON_STRING | JSON_ESCAPED)) === 0) {
      if ((known & JSON_ESCAPED) !== 0) return 'string'
      if (this.texts[column] === ANY_ADDRESS) return 'addr'
      return this.texts[column] === ANY_TIME ? 'time' : 'string'
    }
    return (known & (JSON_ARRAY | JSON_OBJECT)) !== 0 ? 'any' : 'string'
  }

  private look(column: number, bytes: Uint8Array, from: number, to: number): void {
    this.looks[column]++
    if (readAddress(bytes, from, to, this.words) !== 0) this.texts[column] |= ANY_ADDRESS
    else if (to - from >= 19 && readTime(bytes, from, to, this.instant)) this.texts[column] |= ANY_TIME
    else this.texts[column] |= ANY_TEXT
  }

  private isKey(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const key = this.keys[number]
    if (key.length !== to - from) return false
    for (let i = 0; i < key.length; i++) if (key[i] !== bytes[from + i]) return false
    return true
  }

  private addKey(name: string, column: number): void {
    this.keys.push(this.encoder.encode(name))
    this.keyColumns.push(column)
    if (this.keys.length * 2 <= this.slots.length) return this.place(this.keys.length - 1)
    this.slots = new Uint16Array(this.slots.length * 2)
    for (let key = 0; key < this.keys.length; key++) this.place(key)
  }

  private place(number: number): void {
    const key = this.keys[number]
    const mask = this.slots.length - 1
    let slot = hash(key, 0, key.length) & mask
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask
    this.slots[slot] = number + 1
  }

  private grow(): void {
    const length = this.kinds.length * 2
    this.kinds = longer(this.kinds, length)
    this.elementKinds = longer(this.elementKinds, length)
    this.looks = longer(this.looks, length)
    this.texts = longer(this.texts, length)
  }
}

function longer<T extends Uint8Array | Uint16Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length)
  larger.set(array)
  return larger
}

function hash(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i], 0x01000193)
  return h ^ (h >>> 15)
}
