import type { DissectedPacket } from './packet-dissection.ts'
import { LayerValues } from './layer-values.ts'
import type { PacketLayer } from './tree-sink.ts'
import { summaryRegistry } from './summary-registry.ts'

/** One packet in Wireshark's columns: what it calls the protocol, and its Info. */
export type PacketSummary = { number: number; protocol: string; text: string }

/** Names that are not just the layer's in capitals. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['icmpv6', 'ICMPv6'],
  ['ip', 'IPv4'],
  ['ipv6', 'IPv6'],
  ['eth', 'Ethernet'],
  ['ssh', 'SSHv2'],
])

/** Bodies of messages: what carries them says more. */
const BODIES = new Set(
  'data data-text-lines json xml png image-gif image-jfif urlencoded-form mime_multipart media mp4 media-type'.split(
    ' ',
  ),
)

/** The innermost layer that can be told in a line; messages of one protocol one after the other are told together. */
export function summarize({ row, layers }: DissectedPacket): PacketSummary {
  const values = layers.map((layer) => new LayerValues(layer))
  const innermost = layers.findLastIndex(({ depth, name }) => depth === 0 && !BODIES.has(name))
  for (let at = innermost; at >= 0; at--) {
    const summary = layers[at].depth > 0 ? undefined : summaryRegistry.get(layers[at].name)
    if (summary === undefined) continue
    const found = summary(values[at], { layers: values, at })
    if (found === null) continue
    const texts = [found.text]
    for (let before = at - 1; before >= 0 && layers[before].name === layers[at].name; before--) {
      const earlier = summary(values[before], { layers: values, at: before })
      if (earlier !== null) texts.unshift(earlier.text)
    }
    const carried = layers[innermost].name
    const protocol = at === innermost ? (found.protocol ?? labelOf(carried)) : labelOf(carried)
    return { number: row + 1, protocol, text: texts.join(', ') }
  }
  return { number: row + 1, protocol: labelOf(layers.at(innermost)?.name ?? ''), text: '' }
}

/** What a layer says in a line, for the head of its fields; '' where nothing does. */
export function layerTitle(layers: readonly PacketLayer[], at: number): string {
  const values = layers.map((layer) => new LayerValues(layer))
  const [source, destination] = [values[at].first(`${values[at].name}.src`), values[at].first(`${values[at].name}.dst`)]
  if (source !== '' && destination !== '') return `${source} → ${destination}`
  return summaryRegistry.get(layers[at].name)?.(values[at], { layers: values, at })?.text ?? ''
}

function labelOf(name: string): string {
  return LABELS.get(name) ?? name.toUpperCase()
}
