import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { conversationCounts } from './conversation-counts.ts'
import { type ConversationProtocol, hasPorts, LAYERS } from './conversations.ts'
import type { List } from './list.ts'
import { PairIndex } from './pair-index.ts'

export type Endpoint = {
  host: string
  /** tcp and udp only. */
  port?: number
  txf: number
  txb: number
  rxf: number
  rxb: number
  frames: number
  bytes: number
}

/**
 * The addresses (tcp, udp: address and port) of one layer that have a selected packet, in the order in which they were
 * first seen. tx = sent by the host; what a host sends to itself counts as both.
 */
export function endpoints(
  tables: CaptureTables,
  selected: Selected | null,
  query: { protocol: ConversationProtocol },
): List<Endpoint> {
  const { conversations: table, addresses } = tables
  const counts = conversationCounts(tables, selected)
  const layer = LAYERS[query.protocol]
  const ports = hasPorts(query.protocol)
  const ends = new PairIndex()
  const endA = new Int32Array(table.rows).fill(-1)
  const endB = new Int32Array(table.rows).fill(-1)
  for (let row = 1; row < counts.txFrames.length; row++) {
    if (table.layer[row] !== layer || counts.txFrames[row] + counts.rxFrames[row] === 0) continue
    endA[row] = ends.of(table.a[row], ports ? table.aPort[row] : 0)
    endB[row] = ends.of(table.b[row], ports ? table.bPort[row] : 0)
  }
  const txf = new Float64Array(ends.size)
  const txb = new Float64Array(ends.size)
  const rxf = new Float64Array(ends.size)
  const rxb = new Float64Array(ends.size)
  for (let row = 1; row < counts.txFrames.length; row++) {
    const a = endA[row]
    const b = endB[row]
    if (a < 0) continue
    txf[a] += counts.txFrames[row]
    txb[a] += counts.txBytes[row]
    rxf[a] += counts.rxFrames[row]
    rxb[a] += counts.rxBytes[row]
    txf[b] += counts.rxFrames[row]
    txb[b] += counts.rxBytes[row]
    rxf[b] += counts.txFrames[row]
    rxb[b] += counts.txBytes[row]
  }

  const row = (index: number): Endpoint => ({
    host: addresses.text(ends.first[index]),
    ...(ports ? { port: ends.second[index] } : {}),
    txf: txf[index],
    txb: txb[index],
    rxf: rxf[index],
    rxb: rxb[index],
    frames: txf[index] + rxf[index],
    bytes: txb[index] + rxb[index],
  })
  const sortKeys = (key: string): Float64Array | null => {
    switch (key) {
      case 'host': {
        const ranks = addressKeys(addresses)
        return txf.map((_, index) => ranks[ends.first[index]])
      }
      case 'port':
        return txf.map((_, index) => ends.second[index])
      case 'txf':
        return txf
      case 'txb':
        return txb
      case 'rxf':
        return rxf
      case 'rxb':
        return rxb
      case 'frames':
        return txf.map((frames, index) => frames + rxf[index])
      case 'bytes':
        return txb.map((bytes, index) => bytes + rxb[index])
      default:
        return null
    }
  }
  return { length: ends.size, row, sortKeys }
}
