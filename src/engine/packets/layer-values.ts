import type { PacketField, PacketLayer } from './tree-sink.ts'

/** The values of one layer, by the field's name. */
export class LayerValues {
  readonly name: string
  readonly fields: readonly PacketField[]

  constructor({ name, fields }: PacketLayer) {
    this.name = name
    this.fields = fields
  }

  /** The first value; '' where there is none. */
  first(name: string): string {
    return this.fields.find((field) => field.name === name)?.value ?? ''
  }

  all(name: string): string[] {
    return this.fields.filter((field) => field.name === name).map(({ value }) => value)
  }

  has(name: string): boolean {
    return this.fields.some((field) => field.name === name)
  }

  /** NaN where there is none. */
  number(name: string): number {
    const text = this.first(name)
    return text === '' ? Number.NaN : Number(text)
  }

  isSet(name: string): boolean {
    return this.first(name) === '1'
  }
}

/** A packet's layer in one line as Wireshark words it, and what Wireshark calls the protocol; null: the layer below says more. */
export type LayerSummary = (
  layer: LayerValues,
  packet: { layers: readonly LayerValues[]; at: number },
) => { protocol?: string; text: string } | null
