import { fieldValue, protocolValue, type FieldValue } from '../../components/value-actions.ts'
import type { PacketDetails } from '../../engine/packets/packet-questions.ts'
import type { PacketField } from '../../engine/packets/tree-sink.ts'

/** Bytes of a packet, or of what was reassembled from several. */
export type ByteRange = { buffer: number; from: number; to: number }

/** One line of the tree: a layer, or a field of it. */
export type FieldRow = {
  /** Stays the same from packet to packet where the layer does: `tcp`, `tcp 2`. */
  layer: string
  isLayer: boolean
  /** From 1. */
  level: number
  label: string
  /** Wireshark's name of the field; of a layer its name. */
  name: string
  value: string
  range: ByteRange
  handle: FieldValue | null
}

/** What stands in the packet once and has a second name, for expressions: Wireshark hides these, too. */
const HIDDEN = /^(?:eth\.(?:addr|lg|ig)|(?:ip|ipv6)\.(?:addr|host|src_host|dst_host)|(?:tcp|udp|sctp)\.port)$/

/** Layers with their fields below them, in the order of the packet. */
export function fieldRows({ layers }: Pick<PacketDetails, 'layers'>): FieldRow[] {
  const rows: FieldRow[] = []
  const seen = new Map<string, number>()
  for (const { name, title, from, to, buffer, depth, fields } of layers) {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    const layer = count === 1 ? name : `${name} ${count}`
    const range = { buffer, from, to }
    const handle = name === 'frame' ? null : protocolValue(name)
    rows.push({ layer, isLayer: true, level: depth + 1, label: name, name, value: title, range, handle })
    for (const field of fields) {
      if (HIDDEN.test(field.name)) continue
      rows.push({
        layer,
        isLayer: false,
        level: depth + 2 + field.depth,
        label: field.meaning,
        name: field.name,
        value: field.kind === 'presence' ? '' : field.value,
        range: { buffer: field.buffer, from: field.from, to: field.to },
        handle: handleOf(field),
      })
    }
  }
  return rows
}

/** What an expression compares; null for long runs of bytes. */
function handleOf({ name, value, kind }: PacketField): FieldValue | null {
  if (kind === 'presence') return { field: name, value: name, condition: name, counted: null }
  if (kind === 'bytes') {
    if (value.length === 0 || value.length > 64) return null
    return { field: name, value, condition: `${name} == ${value.replaceAll(/..(?!$)/g, '$&:')}` }
  }
  if (name === 'frame.time_epoch') return { field: name, value, time: Number(value) }
  return fieldValue(name, value)
}

/** The line whose bytes hold the byte at `at` most closely; a layer only where none of its fields does. */
export function rowAtByte(rows: readonly FieldRow[], buffer: number, at: number): FieldRow | null {
  let closest: FieldRow | null = null
  for (const row of rows) {
    const { range } = row
    if (range.buffer !== buffer || at < range.from || at >= range.to || row.layer === 'frame') continue
    const isCloser =
      closest === null ||
      range.to - range.from < closest.range.to - closest.range.from ||
      (closest.isLayer && !row.isLayer)
    if (isCloser) closest = row
  }
  return closest
}
