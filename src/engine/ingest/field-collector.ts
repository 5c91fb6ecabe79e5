import { hexText } from '../bytes/hashing.ts'
import { TextWriter } from '../bytes/text-writer.ts'
import { highestFieldId, type Layout, type LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import { absoluteText, durationText } from './time-text.ts'

/** Longest text that is kept. */
const LONGEST_TEXT = 65_536

/** Fields that are whole PDUs, or most of one. */
const OF_WHOLE = new Set(['tcp.reassembled.data', 'tls.app_data', 'http.file_data'])

/** A FieldSink that lets only wanted fields through; `slot` is a field's place among the wanted ones. */
export abstract class FieldFilter implements FieldSink {
  peerSequence = 0
  contentEnd = -1
  readonly ipv6Ends = new Uint8Array(32)
  wantsWhole: boolean
  private readonly slots: Int32Array
  private readonly wantedLayouts = new Map<Layout, boolean>()

  constructor(wanted: readonly LayoutField[]) {
    this.slots = new Int32Array(highestFieldId() + 1).fill(-1)
    wanted.forEach(({ id }, slot) => (this.slots[id] = slot))
    this.wantsWhole = wanted.some(({ name }) => OF_WHOLE.has(name))
  }

  wants(layout: Layout): boolean {
    let isWanted = this.wantedLayouts.get(layout)
    if (isWanted === undefined) {
      isWanted = Object.values(layout).some((field) => this.wantsField(field))
      this.wantedLayouts.set(layout, isWanted)
    }
    return isWanted
  }

  wantsField({ id }: LayoutField): boolean {
    return this.slots[id] >= 0
  }

  protected slotOf({ id }: LayoutField): number {
    return this.slots[id]
  }

  /** Bytes of layers are no field. */
  layer(_name: string, _bytes: Uint8Array, _from: number, _to: number): void {}

  abstract number(field: LayoutField, value: number): void
  abstract flag(field: LayoutField, value: number): void
  abstract ipv4(field: LayoutField, bytes: Uint8Array, at: number): void
  abstract ipv6(field: LayoutField, bytes: Uint8Array, at: number): void
  abstract mac(field: LayoutField, bytes: Uint8Array, at: number): void
  abstract bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  abstract text(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  abstract rendered(field: LayoutField, bytes: Uint8Array, from: number, to: number): void
  abstract string(field: LayoutField, text: string): void
  abstract time(field: LayoutField, seconds: number, nanoseconds: number, row: number): void
  abstract duration(field: LayoutField, nanoseconds: number): void
  abstract presence(field: LayoutField): void
}

/** Keeps the values of one packet as `tshark -T fields` prints them. */
export class FieldTexts extends FieldFilter {
  private readonly names: readonly string[]
  private readonly values: string[][]
  private count = 0
  private readonly writer = new TextWriter(LONGEST_TEXT)
  private readonly decoder = new TextDecoder()

  constructor(wanted: readonly LayoutField[]) {
    super(wanted)
    this.names = wanted.map(({ name }) => name)
    this.values = wanted.map(() => [])
  }

  /** The values since the last call, several of a field joined by commas; null = none. */
  take(): Record<string, string> | null {
    if (this.count === 0) return null
    this.count = 0
    const found: Record<string, string> = Object.create(null)
    this.values.forEach((values, slot) => {
      if (values.length === 0) return
      found[this.names[slot]] = values.join(',')
      values.length = 0
    })
    return found
  }

  number(field: LayoutField, value: number): void {
    if (!this.wantsField(field)) return
    this.put(field, field.digits === 0 ? String(value) : `0x${value.toString(16).padStart(field.digits, '0')}`)
  }

  flag(field: LayoutField, value: number): void {
    if (this.wantsField(field)) this.put(field, value === 0 ? '0' : '1')
  }

  ipv4(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (!this.wantsField(field)) return
    this.writer.length = 0
    this.writer.ipv4(bytes, at)
    this.put(field, this.written())
  }

  ipv6(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (!this.wantsField(field)) return
    this.writer.length = 0
    this.writer.ipv6(bytes, at)
    this.put(field, this.written())
  }

  mac(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (this.wantsField(field)) this.put(field, hexText(bytes.subarray(at, at + 6)).replace(/..(?!$)/g, '$&:'))
  }

  bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    // So tshark prints bytes of which there are none.
    if (this.wantsField(field)) this.put(field, from === to ? '<MISSING>' : hexText(bytes.subarray(from, to)))
  }

  text(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (!this.wantsField(field)) return
    const nul = bytes.subarray(from, to).indexOf(0)
    this.writer.length = 0
    this.writer.escapedAscii(bytes, from, nul < 0 ? to : from + nul)
    this.put(field, this.written())
  }

  rendered(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (this.wantsField(field)) this.put(field, this.decoder.decode(bytes.subarray(from, to)))
  }

  string(field: LayoutField, text: string): void {
    if (this.wantsField(field)) this.put(field, text)
  }

  time(field: LayoutField, seconds: number, nanoseconds: number): void {
    if (!this.wantsField(field)) return
    if (field.digits === 1 && seconds === 0 && nanoseconds === 0) {
      this.put(field, 'NULL')
      return
    }
    const carry = Math.floor(nanoseconds / 1e9)
    const second = seconds + carry
    const rest = nanoseconds - carry * 1e9
    this.put(field, field.kind === 'time' ? absoluteText(second, rest) : `${second}.${String(rest).padStart(9, '0')}`)
  }

  duration(field: LayoutField, nanoseconds: number): void {
    if (this.wantsField(field)) this.put(field, durationText(nanoseconds))
  }

  presence(field: LayoutField): void {
    if (this.wantsField(field)) this.put(field, '1')
  }

  private put(field: LayoutField, text: string): void {
    this.values[this.slotOf(field)].push(text)
    this.count++
  }

  private written(): string {
    return this.decoder.decode(this.writer.bytes.subarray(0, this.writer.length))
  }
}
