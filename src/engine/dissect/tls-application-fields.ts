import { layout, text } from './field-layout.ts'
import type { FieldSink } from './field-sink.ts'
import type { Packet } from './packet.ts'

/** What Wireshark takes encrypted application data for. */
export const tlsApplicationLayout = layout('tls', { app_data_proto: text('protocol of the application data') })

const HTTP = 'Hypertext Transfer Protocol'
const BY_ALPN: readonly (readonly [RegExp, string])[] = [
  [/^h2$/, 'HyperText Transfer Protocol 2'],
  [/^http\/1/, HTTP],
  [/^spdy\//, 'SPDY'],
]
const BY_PORT: ReadonlyMap<number, string> = new Map([
  [443, HTTP],
  [465, 'Simple Mail Transfer Protocol'],
  [636, 'Lightweight Directory Access Protocol'],
  [853, 'Domain Name System'],
  [993, 'Internet Message Access Protocol'],
  [995, 'Post Office Protocol'],
])

type Chosen = { alpn: string }
const newChosen = (): Chosen => ({ alpn: '' })

/** The server has chosen an application protocol. */
export function noteAlpn(packet: Packet, name: string): void {
  const chosen = packet.stream?.of('tls application of fields', newChosen)
  if (chosen !== undefined) chosen.alpn = name
}

export function applicationFields(fields: FieldSink, packet: Packet): void {
  if (!fields.wants(tlsApplicationLayout)) return
  const { alpn } = packet.stream?.of('tls application of fields', newChosen) ?? newChosen()
  const name =
    BY_ALPN.find(([pattern]) => pattern.test(alpn))?.[1] ??
    BY_PORT.get(packet.destinationPort) ??
    BY_PORT.get(packet.sourcePort)
  if (name !== undefined) fields.string(tlsApplicationLayout.app_data_proto, name, 0, 0)
}
