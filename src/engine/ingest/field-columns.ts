import { latin1 } from '../dissect/text-lines.ts'
import type { LayoutField } from '../dissect/field-layout.ts'
import { FieldColumn } from '../tables/field-column.ts'
import { FieldFilter } from './field-collector.ts'

const NANOSECONDS = 1e9

/** A test of the bytes of a layer, a character a byte; its answers are kept under its key. */
export type LayerTested = { key: string; layer: string; test: (bytes: string) => boolean }

/** Keeps the values of all packets as columns, for expressions. */
export class FieldColumns extends FieldFilter {
  /** Of the packet whose fields come; the caller counts it up. */
  row = 0
  private readonly columns: readonly FieldColumn[]
  private readonly names: readonly string[]

  private readonly tests: ReadonlyMap<string, readonly (readonly [LayerTested, FieldColumn])[]>

  constructor(wanted: readonly LayoutField[], tests: readonly LayerTested[] = []) {
    super(wanted)
    if (tests.some(({ layer }) => layer !== 'frame' && layer !== 'tcp')) this.wantsWhole = true
    this.columns = [...wanted, ...tests].map(() => new FieldColumn())
    this.names = [...wanted.map(({ name }) => name), ...tests.map(({ key }) => key)]
    const byLayer = new Map<string, (readonly [LayerTested, FieldColumn])[]>()
    for (const [at, one] of tests.entries()) {
      const column = this.columns[wanted.length + at]
      byLayer.set(one.layer, [...(byLayer.get(one.layer) ?? []), [one, column]])
    }
    this.tests = byLayer
  }

  /** The columns by name, after the last packet. */
  finish(): Map<string, FieldColumn> {
    return new Map(
      this.columns.map((column, slot) => {
        column.packets = this.row
        return [this.names[slot], column]
      }),
    )
  }

  override layer(name: string, bytes: Uint8Array, from: number, to: number): void {
    const tests = this.tests.get(name)
    if (tests === undefined) return
    const text = latin1(bytes, from, to)
    for (const [{ test }, column] of tests) column.add(this.row, test(text) ? 1 : 0)
  }

  number(field: LayoutField, value: number): void {
    this.columnOf(field)?.add(this.row, value)
  }

  flag(field: LayoutField, value: number): void {
    this.columnOf(field)?.add(this.row, value === 0 ? 0 : 1)
  }

  ipv4(field: LayoutField, bytes: Uint8Array, at: number): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.addresses.ipv4(word(bytes, at)))
  }

  ipv6(field: LayoutField, b: Uint8Array, at: number): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.addresses.ipv6(word(b, at), word(b, at + 4), word(b, at + 8), word(b, at + 12)))
  }

  mac(field: LayoutField, bytes: Uint8Array, at: number): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.addresses.mac(word(bytes, at), (bytes[at + 4] << 8) | bytes[at + 5]))
  }

  bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.run(latin1(bytes, from, to)))
  }

  text(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    const column = this.columnOf(field)
    if (column === undefined) return
    const nul = bytes.subarray(from, to).indexOf(0)
    column.add(this.row, column.texts.intern(bytes, from, nul < 0 ? to : from + nul))
  }

  rendered(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.texts.intern(bytes, from, to))
  }

  string(field: LayoutField, text: string): void {
    const column = this.columnOf(field)
    column?.add(this.row, column.texts.internText(text))
  }

  time(field: LayoutField, _seconds: number, _nanoseconds: number, row: number): void {
    this.columnOf(field)?.add(this.row, row)
  }

  duration(field: LayoutField, nanoseconds: number): void {
    this.columnOf(field)?.add(this.row, nanoseconds / NANOSECONDS)
  }

  presence(field: LayoutField): void {
    this.columnOf(field)?.add(this.row, 1)
  }

  private columnOf(field: LayoutField): FieldColumn | undefined {
    return this.columns[this.slotOf(field)]
  }
}

function word(b: Uint8Array, at: number): number {
  return ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0
}
