import type { Layout, LayoutField } from '../dissect/field-layout.ts'
import type { FieldSink } from '../dissect/field-sink.ts'
import { FieldTexts } from '../ingest/field-collector.ts'
import type { PacketPlace } from '../ingest/packets.ts'

/** A field of a packet, and where its bytes are. */
export type PacketField = {
  /** Wireshark's: 'tcp.srcport'. */
  name: string
  meaning: string
  /** As `tshark -T fields` prints it. */
  value: string
  kind: LayoutField['kind']
  /** Bytes [from, to) of a buffer; both 0 where the value was worked out. */
  from: number
  to: number
  /** Number of the buffer: 0 = the packet itself. */
  buffer: number
  /** How many fields of its layer enclose it. */
  depth: number
}

/** A layer of a packet with its fields. */
export type PacketLayer = {
  /** As in frame.protocols. */
  name: string
  from: number
  to: number
  buffer: number
  /** How many layers enclose it where Wireshark draws it inside another one; else 0. */
  depth: number
  fields: PacketField[]
}

/** Longest value that is kept as text. */
const LONGEST = 4096
const MOST_FIELDS = 20_000

type Item = { level: number; layer: PacketLayer | null; inside: Item[]; field: PacketField | null; nested: boolean }

/** Takes the fields of the packets that it is told to, as a tree of layers. */
export class TreeSink implements FieldSink {
  peerSequence = 0
  contentEnd = -1
  readonly ipv6Ends = new Uint8Array(32)
  readonly wantsWhole = true
  /** Whether the packet under dissection is one of those. */
  isTarget = false
  private readonly place: () => PacketPlace
  private readonly texts: FieldTexts
  private items: Item[] = []
  private count = 0
  private buffers: Uint8Array[] = []

  /** `fields`: all there are; `place`: where the dissection stands. */
  constructor(fields: readonly LayoutField[], place: () => PacketPlace) {
    this.place = place
    this.texts = new FieldTexts(fields)
  }

  /** Readies it for a packet that lies in `bytes` from `offset` on. */
  begin(bytes: Uint8Array): void {
    this.items = []
    this.count = 0
    this.buffers = [bytes]
  }

  /** The layers of the packet, outermost first, and its buffers: itself, then what was reassembled. */
  take(): { layers: PacketLayer[]; buffers: Uint8Array[] } {
    const layers: PacketLayer[] = []
    for (const item of this.items) collect(item, 0, layers)
    // What was reassembled lies in a buffer that is larger, and used again.
    const ends = this.buffers.map(() => 0)
    for (const layer of layers) {
      ends[layer.buffer] = Math.max(ends[layer.buffer], layer.to)
      for (const field of layer.fields) ends[field.buffer] = Math.max(ends[field.buffer], field.to)
    }
    return { layers, buffers: this.buffers.map((bytes, at) => (at === 0 ? bytes : bytes.slice(0, ends[at]))) }
  }

  wants(_layout: Layout): boolean {
    return true
  }

  /** Of all packets: dissectors remember by it what a later one is the answer to. */
  wantsField(_field: LayoutField): boolean {
    return true
  }

  layer(name: string, bytes: Uint8Array, from: number, to: number): void {
    if (!this.isTarget) return
    const level = this.place().layers
    const inside: Item[] = []
    while (this.items.length > 0 && this.items[this.items.length - 1].level > level) inside.unshift(this.items.pop()!)
    const { buffer, shift } = this.placeOf(bytes)
    const layer = { name, from: from + shift, to: to + shift, buffer, depth: 0, fields: [] }
    this.items.push({ level, layer, inside, field: null, nested: this.place().nested || this.place().inError })
  }

  number(field: LayoutField, value: number, at: number, length: number): void {
    if (this.isTarget) this.texts.number(field, value)
    this.put(field, at, length)
  }

  flag(field: LayoutField, value: number, at: number, length: number): void {
    if (this.isTarget) this.texts.flag(field, value)
    this.put(field, at, length)
  }

  ipv4(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (this.isTarget) this.texts.ipv4(field, bytes, at)
    this.put(field, at, 4, bytes)
  }

  ipv6(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (this.isTarget) this.texts.ipv6(field, bytes, at)
    this.put(field, at, 16, bytes)
  }

  mac(field: LayoutField, bytes: Uint8Array, at: number): void {
    if (this.isTarget) this.texts.mac(field, bytes, at)
    this.put(field, at, 6, bytes)
  }

  bytes(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (this.isTarget) this.texts.bytes(field, bytes, from, Math.min(to, from + LONGEST / 2))
    this.put(field, from, to - from, bytes)
  }

  text(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (this.isTarget) this.texts.text(field, bytes, from, Math.min(to, from + LONGEST))
    this.put(field, from, to - from, bytes)
  }

  rendered(field: LayoutField, bytes: Uint8Array, from: number, to: number): void {
    if (this.isTarget) this.texts.rendered(field, bytes, from, to)
    // The text was made: it lies nowhere.
    this.put(field, 0, 0)
  }

  string(field: LayoutField, text: string, at: number, length: number): void {
    if (this.isTarget) this.texts.string(field, text.slice(0, LONGEST))
    this.put(field, at, length)
  }

  time(field: LayoutField, seconds: number, nanoseconds: number): void {
    if (this.isTarget) this.texts.time(field, seconds, nanoseconds)
    this.put(field, 0, 0)
  }

  duration(field: LayoutField, nanoseconds: number): void {
    if (this.isTarget) this.texts.duration(field, nanoseconds)
    this.put(field, 0, 0)
  }

  presence(field: LayoutField): void {
    if (this.isTarget) this.texts.presence(field)
    this.put(field, 0, 0)
  }

  private put(field: LayoutField, at: number, length: number, bytes = this.place().bytes): void {
    if (!this.isTarget) return
    const value = this.texts.take()?.[field.name]
    if (value === undefined || this.count++ >= MOST_FIELDS) return
    const { buffer, shift } = length > 0 ? this.placeOf(bytes) : { buffer: 0, shift: 0 }
    const { name, meaning, kind } = field
    const from = length > 0 ? at + shift : 0
    // Some lengths are what the packet says, not what was captured.
    const captured = Math.max(0, Math.min(length, bytes.length - at))
    const found: PacketField = { name, meaning, value, kind, from, to: from + captured, buffer, depth: 0 }
    // A field stands one deeper than the layer that it is of.
    this.items.push({ level: this.place().layers, layer: null, inside: [], field: found, nested: false })
  }

  /** The buffer that bytes are, or are a part of, and where they begin in it. */
  private placeOf(bytes: Uint8Array): { buffer: number; shift: number } {
    const [packet] = this.buffers
    if (bytes.buffer === packet.buffer) return { buffer: 0, shift: bytes.byteOffset - packet.byteOffset }
    const known = this.buffers.indexOf(bytes)
    return { buffer: known >= 0 ? known : this.buffers.push(bytes) - 1, shift: 0 }
  }
}

/** Layers in the order in which they begin, each with its own fields. */
function collect(item: Item, depth: number, layers: PacketLayer[]): void {
  const { layer } = item
  if (layer === null) return
  layer.depth = item.nested ? depth : 0
  layers.push(layer)
  // Payload that no protocol claims is a layer of its own.
  let data: PacketLayer | null = null
  for (const { field } of item.inside) {
    if (field === null) continue
    if (field.name.startsWith('data.') && layer.name !== 'data') {
      const { from, to, buffer } = field
      data ??= { name: 'data', from, to, buffer, depth: layer.depth, fields: [] }
      data.fields.push(field)
    } else {
      field.depth = enclosing(layer.fields, field.name)
      layer.fields.push(field)
    }
  }
  for (const inner of item.inside) collect(inner, layer.depth + 1, layers)
  if (data !== null) layers.push(data)
}

/** How deep a field stands: below the nearest one before it whose name begins its own. */
function enclosing(fields: readonly PacketField[], name: string): number {
  for (let at = fields.length - 1; at >= 0 && at > fields.length - 64; at--)
    if (name.startsWith(`${fields[at].name}.`)) return fields[at].depth + 1
  return 0
}
