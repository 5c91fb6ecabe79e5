import type { CaptureTables } from '../tables/capture-tables.ts'
import { ETH, IP, IPV6, TCP, UDP } from '../tables/conversations.ts'
import type { Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { conversationCounts } from './conversation-counts.ts'
import type { List } from './list.ts'

export type ConversationProtocol = 'eth' | 'ip' | 'ipv6' | 'tcp' | 'udp'

/** One a pair of addresses; for tcp and udp one a stream. tx = a to b. */
export type Conversation = {
  a: string
  aport?: number
  b: string
  bport?: number
  /** tcp.stream, udp.stream. */
  stream?: number
  txf: number
  txb: number
  rxf: number
  rxb: number
  frames: number
  bytes: number
  /** Seconds from frame 1 to the earliest packet, and from there to the latest. */
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
 * The conversations of one layer that have a selected packet, in the order in which they began. `a` is the sender of the
 * first packet.
 */
export function conversations(
  tables: CaptureTables,
  selected: Selected | null,
  query: { protocol: ConversationProtocol },
): List<Conversation> {
  const { conversations: table, addresses } = tables
  const counts = conversationCounts(tables, selected)
  const layer = LAYERS[query.protocol]
  const ports = hasPorts(query.protocol)
  const rows = selectedRows(table.layer, layer, counts)
  const firstTime = tables.packets.rows > 0 ? tables.packets.time[0] : 0
  const seconds = (from: number, to: number) => (to >= from ? (to - from) / 1e9 : 0)

  const row = (index: number): Conversation => {
    const at = rows[index]
    const known = counts.last[at] >= counts.first[at]
    const pair = ports
      ? {
          a: addresses.text(table.a[at]),
          aport: table.aPort[at],
          b: addresses.text(table.b[at]),
          bport: table.bPort[at],
          stream: table.stream[at],
        }
      : { a: addresses.text(table.a[at]), b: addresses.text(table.b[at]) }
    return {
      ...pair,
      txf: counts.txFrames[at],
      txb: counts.txBytes[at],
      rxf: counts.rxFrames[at],
      rxb: counts.rxBytes[at],
      frames: counts.txFrames[at] + counts.rxFrames[at],
      bytes: counts.txBytes[at] + counts.rxBytes[at],
      start: known ? (counts.first[at] - firstTime) / 1e9 : 0,
      duration: seconds(counts.first[at], counts.last[at]),
    }
  }

  const keys: Readonly<Record<string, (row: number) => number>> = {
    aport: (at) => table.aPort[at],
    bport: (at) => table.bPort[at],
    stream: (at) => table.stream[at],
    txf: (at) => counts.txFrames[at],
    txb: (at) => counts.txBytes[at],
    rxf: (at) => counts.rxFrames[at],
    rxb: (at) => counts.rxBytes[at],
    frames: (at) => counts.txFrames[at] + counts.rxFrames[at],
    bytes: (at) => counts.txBytes[at] + counts.rxBytes[at],
    start: (at) => counts.first[at],
    duration: (at) => seconds(counts.first[at], counts.last[at]),
    rate_ab: (at) => rate(counts.txBytes[at], seconds(counts.first[at], counts.last[at])),
    rate_ba: (at) => rate(counts.rxBytes[at], seconds(counts.first[at], counts.last[at])),
  }
  const sortKeys = (key: string): Float64Array | null => {
    if (key === 'a' || key === 'b') {
      const ranks = addressKeys(addresses)
      const side = key === 'a' ? table.a : table.b
      return Float64Array.from(rows, (at) => ranks[side[at]])
    }
    return Object.hasOwn(keys, key) ? Float64Array.from(rows, keys[key]) : null
  }
  return { length: rows.length, row, sortKeys }
}

/** Bits a second; NaN where the duration is too short to say (Wireshark's limit is 5 ms). */
function rate(bytes: number, seconds: number): number {
  return seconds > 0.005 ? (bytes * 8) / seconds : Number.NaN
}

function selectedRows(
  layers: Uint8Array,
  layer: number,
  counts: { txFrames: Float64Array; rxFrames: Float64Array },
): Uint32Array {
  const rows = new Uint32Array(counts.txFrames.length)
  let length = 0
  for (let row = 1; row < rows.length; row++)
    if (layers[row] === layer && (counts.txFrames[row] !== 0 || counts.rxFrames[row] !== 0)) rows[length++] = row
  return rows.slice(0, length)
}
