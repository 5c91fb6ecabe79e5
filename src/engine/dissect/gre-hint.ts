import type { Packet } from './packet.ts'

/** What GRE tells the protocol it carries, in packet.hint. */
export type GreHint = { kind: 'gre'; protocol: number; hasSequence: boolean }

/** The hint of the GRE header right before this layer; null when there is none. */
export function greHint(packet: Packet): GreHint | null {
  const { hint } = packet
  return typeof hint === 'object' && hint !== null && 'kind' in hint && hint.kind === 'gre' ? (hint as GreHint) : null
}
