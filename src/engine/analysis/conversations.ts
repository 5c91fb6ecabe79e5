import type { CaptureTables } from '../tables/capture-tables.ts'
import { ETH, IP, IPV6, TCP, UDP } from '../tables/conversations.ts'
import type { Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { conversationPairs } from './conversation-pairs.ts'
import type { List } from './list.ts'

export type ConversationProtocol = 'eth' | 'ip' | 'ipv6' | 'tcp' | 'udp'

/** One a pair of addresses; for tcp and udp one a stream. tx = a to b. */
export type Conversation = {
  a: string
  aport?: number
  b: string
  bport?: number
  /** tcp.stream, udp.stream; absent where a log tells of it. */
  stream?: number
  txf: number
  txb: number
  rxf: number
  rxb: number
  frames: number
  bytes: number
  /** Seconds from frame 1 (without packets: from the earliest session) to the earliest packet, and from there to the latest. */
  start: number
  duration: number
}

/** Layer of the conversation table by protocol. */
export const LAYERS: Readonly<Record<ConversationProtocol, number>> = {
  eth: ETH,
  ip: IP,
  ipv6: IPV6,
  tcp: TCP,
  udp: UDP,
}

export function hasPorts(protocol: ConversationProtocol): boolean {
  return protocol === 'tcp' || protocol === 'udp'
}

/**
 * The selected conversations of one layer, in the order in which they began. `a` is the sender of the first packet, of a
 * log the originator.
 */
export function conversations(
  tables: CaptureTables,
  selected: Selected | null,
  query: { protocol: ConversationProtocol },
): List<Conversation> {
  const { addresses } = tables
  const pairs = conversationPairs(tables, selected, LAYERS[query.protocol])
  const ports = hasPorts(query.protocol)
  const origin = originOf(tables)
  const duration = (at: number) => Math.max(0, pairs.last(at) - pairs.first(at) || 0) / 1e9

  const row = (at: number): Conversation => {
    const stream = pairs.stream(at)
    const pair = ports
      ? {
          a: addresses.text(pairs.a(at)),
          aport: pairs.aPort(at),
          b: addresses.text(pairs.b(at)),
          bport: pairs.bPort(at),
          ...(Number.isNaN(stream) ? {} : { stream }),
        }
      : { a: addresses.text(pairs.a(at)), b: addresses.text(pairs.b(at)) }
    return {
      ...pair,
      txf: pairs.txFrames(at),
      txb: pairs.txBytes(at),
      rxf: pairs.rxFrames(at),
      rxb: pairs.rxBytes(at),
      frames: pairs.txFrames(at) + pairs.rxFrames(at),
      bytes: pairs.txBytes(at) + pairs.rxBytes(at),
      start: pairs.last(at) >= pairs.first(at) ? (pairs.first(at) - origin) / 1e9 : 0,
      duration: duration(at),
    }
  }

  const keys: Readonly<Record<string, (index: number) => number>> = {
    aport: pairs.aPort,
    bport: pairs.bPort,
    stream: pairs.stream,
    txf: pairs.txFrames,
    txb: pairs.txBytes,
    rxf: pairs.rxFrames,
    rxb: pairs.rxBytes,
    frames: (at) => pairs.txFrames(at) + pairs.rxFrames(at),
    bytes: (at) => pairs.txBytes(at) + pairs.rxBytes(at),
    start: pairs.first,
    duration,
    rate_ab: (at) => rate(pairs.txBytes(at), duration(at)),
    rate_ba: (at) => rate(pairs.rxBytes(at), duration(at)),
  }
  const sortKeys = (key: string): Float64Array | null => {
    const numbers = (of: (index: number) => number) =>
      Float64Array.from({ length: pairs.length }, (_, index) => of(index))
    if (key === 'a' || key === 'b') {
      const ranks = addressKeys(addresses)
      return numbers((at) => ranks[pairs[key](at)])
    }
    return Object.hasOwn(keys, key) ? numbers(keys[key]) : null
  }
  return { length: pairs.length, row, sortKeys }
}

/** When frame 1 was; where there are no packets, the earliest session of a log. */
function originOf({ packets, sessions }: CaptureTables): number {
  if (packets.rows > 0) return packets.time[0]
  let first = Number.POSITIVE_INFINITY
  for (let row = 1; row < sessions.rows; row++) if (sessions.start[row] < first) first = sessions.start[row]
  return first
}

/** Bits a second; NaN where the duration is too short to say (Wireshark's limit is 5 ms). */
function rate(bytes: number, seconds: number): number {
  return seconds > 0.005 ? (bytes * 8) / seconds : Number.NaN
}
