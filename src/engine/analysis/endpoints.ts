import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { addressKeys } from './address-keys.ts'
import { conversationPairs } from './conversation-pairs.ts'
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
 * The addresses (tcp, udp: address and port) of one layer that are selected, in the order in which they were
 * first seen. tx = sent by the host; what a host sends to itself counts as both.
 */
export function endpoints(
  tables: CaptureTables,
  selected: Selected | null,
  query: { protocol: ConversationProtocol },
): List<Endpoint> {
  const { addresses } = tables
  const pairs = conversationPairs(tables, selected, LAYERS[query.protocol])
  const ports = hasPorts(query.protocol)
  const ends = new PairIndex()
  const endA = new Uint32Array(pairs.length)
  const endB = new Uint32Array(pairs.length)
  for (let i = 0; i < pairs.length; i++) {
    endA[i] = ends.of(pairs.a(i), ports ? pairs.aPort(i) : 0)
    endB[i] = ends.of(pairs.b(i), ports ? pairs.bPort(i) : 0)
  }
  const txf = new Float64Array(ends.size)
  const txb = new Float64Array(ends.size)
  const rxf = new Float64Array(ends.size)
  const rxb = new Float64Array(ends.size)
  for (let i = 0; i < pairs.length; i++) {
    const a = endA[i]
    const b = endB[i]
    txf[a] += pairs.txFrames(i)
    txb[a] += pairs.txBytes(i)
    rxf[a] += pairs.rxFrames(i)
    rxb[a] += pairs.rxBytes(i)
    txf[b] += pairs.rxFrames(i)
    txb[b] += pairs.rxBytes(i)
    rxf[b] += pairs.txFrames(i)
    rxb[b] += pairs.txBytes(i)
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
