import { addressField, literalOf } from './value-actions.ts'

/** Two ends that talk; ports where they are of TCP or UDP. */
export type Ends = { a: string; b: string; aport?: number | null; bport?: number | null }
export type Direction = { label: 'A ↔ B' | 'A → B' | 'A ← B'; condition: string }

/**
 * The filters that Wireshark makes of a conversation: both ways, and one way only. `transport` names the fields of ports.
 */
export function conversationDirections({ a, b, aport, bport }: Ends, transport?: 'tcp' | 'udp'): Direction[] {
  const of = (port: number | null | undefined, name: string) =>
    typeof port === 'number' && transport !== undefined ? ` and ${transport}.${name} == ${port}` : ''
  const end = (address: string, port: typeof aport, field: 'addr' | 'src' | 'dst', portField: string) =>
    `${addressField(address).replace('addr', field)} == ${literalOf(address)}${of(port, portField)}`
  const way = (from: string, fromPort: typeof aport, to: string, toPort: typeof aport) =>
    `${end(from, fromPort, 'src', 'srcport')} and ${end(to, toPort, 'dst', 'dstport')}`
  return [
    { label: 'A ↔ B', condition: `${end(a, aport, 'addr', 'port')} and ${end(b, bport, 'addr', 'port')}` },
    { label: 'A → B', condition: way(a, aport, b, bport) },
    { label: 'A ← B', condition: way(b, bport, a, aport) },
  ]
}
