import type { CaptureTables } from '../tables/capture-tables.ts'
import { ETH, IP, IPV6, TCP } from '../tables/conversations.ts'
import { IPV4 } from '../tables/address-pool.ts'
import type { Selected } from '../tables/selected.ts'
import { conversationCounts } from './conversation-counts.ts'
import { logSessions } from './log-sessions.ts'
import { PairIndex } from './pair-index.ts'

/**
 * The selected conversations of one layer, by number; tx = from a to b, times in nanoseconds after the base second,
 * `last` < `first` where there is none. `stream` is NaN where a log tells of it.
 */
export type ConversationPairs = {
  length: number
  a: (index: number) => number
  b: (index: number) => number
  aPort: (index: number) => number
  bPort: (index: number) => number
  stream: (index: number) => number
  txFrames: (index: number) => number
  txBytes: (index: number) => number
  rxFrames: (index: number) => number
  rxBytes: (index: number) => number
  first: (index: number) => number
  last: (index: number) => number
}

/** Of packets in the order in which they began, and behind them those that only logs tell of; a log knows no Ethernet. */
export function conversationPairs(tables: CaptureTables, selected: Selected | null, layer: number): ConversationPairs {
  const ofPackets = packetPairs(tables, selected, layer)
  const sessions = layer === ETH ? new Uint32Array(0) : sessionsOfLayer(tables, logSessions(tables, selected), layer)
  if (sessions.length === 0) return ofPackets
  if (layer === IP || layer === IPV6) return summed(tables, ofPackets, sessions)
  return ofPackets.length === 0 ? sessionPairs(tables, sessions) : joined(ofPackets, sessionPairs(tables, sessions))
}

function packetPairs(tables: CaptureTables, selected: Selected | null, layer: number): ConversationPairs {
  const { conversations: table } = tables
  const counts = conversationCounts(tables, selected)
  const rows = new Uint32Array(counts.txFrames.length)
  let length = 0
  for (let row = 1; row < rows.length; row++)
    if (table.layer[row] === layer && (counts.txFrames[row] !== 0 || counts.rxFrames[row] !== 0)) rows[length++] = row
  return {
    length,
    a: (index) => table.a[rows[index]],
    b: (index) => table.b[rows[index]],
    aPort: (index) => table.aPort[rows[index]],
    bPort: (index) => table.bPort[rows[index]],
    stream: (index) => table.stream[rows[index]],
    txFrames: (index) => counts.txFrames[rows[index]],
    txBytes: (index) => counts.txBytes[rows[index]],
    rxFrames: (index) => counts.rxFrames[rows[index]],
    rxBytes: (index) => counts.rxBytes[rows[index]],
    first: (index) => counts.first[rows[index]],
    last: (index) => counts.last[rows[index]],
  }
}

function sessionsOfLayer({ sessions, addresses }: CaptureTables, rows: Uint32Array, layer: number): Uint32Array {
  if (layer === IP || layer === IPV6)
    return rows.filter(
      (row) => sessions.origHost[row] !== 0 && (addresses.kind[sessions.origHost[row]] === IPV4) === (layer === IP),
    )
  const proto = layer === TCP ? 6 : 17
  return rows.filter((row) => sessions.proto[row] === proto)
}

/** A session is a conversation of its own. */
function sessionPairs({ sessions }: CaptureTables, rows: Uint32Array): ConversationPairs {
  return {
    length: rows.length,
    a: (index) => sessions.origHost[rows[index]],
    b: (index) => sessions.respHost[rows[index]],
    aPort: (index) => sessions.origPort[rows[index]],
    bPort: (index) => sessions.respPort[rows[index]],
    stream: () => Number.NaN,
    txFrames: (index) => sessions.origPackets[rows[index]],
    txBytes: (index) => sessions.wireBytes(rows[index], 0),
    rxFrames: (index) => sessions.respPackets[rows[index]],
    rxBytes: (index) => sessions.wireBytes(rows[index], 1),
    first: (index) => sessions.start[rows[index]],
    last: (index) => sessions.end[rows[index]],
  }
}

function joined(x: ConversationPairs, y: ConversationPairs): ConversationPairs {
  const either = (of: (pairs: ConversationPairs) => (index: number) => number) => {
    const [first, second] = [of(x), of(y)]
    return (index: number) => (index < x.length ? first(index) : second(index - x.length))
  }
  return {
    length: x.length + y.length,
    a: either(({ a }) => a),
    b: either(({ b }) => b),
    aPort: either(({ aPort }) => aPort),
    bPort: either(({ bPort }) => bPort),
    stream: either(({ stream }) => stream),
    txFrames: either(({ txFrames }) => txFrames),
    txBytes: either(({ txBytes }) => txBytes),
    rxFrames: either(({ rxFrames }) => rxFrames),
    rxBytes: either(({ rxBytes }) => rxBytes),
    first: either(({ first }) => first),
    last: either(({ last }) => last),
  }
}

/** Sessions summed per pair of addresses, with what the packets of the same pair count. */
function summed({ sessions }: CaptureTables, ofPackets: ConversationPairs, rows: Uint32Array): ConversationPairs {
  const pairs = new PairIndex()
  const pairOf = new Uint32Array(rows.length)
  for (let i = 0; i < ofPackets.length; i++) pairs.of(ofPackets.a(i), ofPackets.b(i))
  for (let i = 0; i < rows.length; i++) {
    const [orig, resp] = [sessions.origHost[rows[i]], sessions.respHost[rows[i]]]
    const turned = pairs.find(resp, orig)
    pairOf[i] = turned >= 0 ? turned : pairs.of(orig, resp)
  }
  const { size } = pairs
  const column = (of: (index: number) => number, fill: number) =>
    Float64Array.from({ length: size }, (_, index) => (index < ofPackets.length ? of(index) : fill))
  const txFrames = column(ofPackets.txFrames, 0)
  const txBytes = column(ofPackets.txBytes, 0)
  const rxFrames = column(ofPackets.rxFrames, 0)
  const rxBytes = column(ofPackets.rxBytes, 0)
  const first = column(ofPackets.first, Number.POSITIVE_INFINITY)
  const last = column(ofPackets.last, Number.NEGATIVE_INFINITY)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    const pair = pairOf[i]
    const [sent, received] = sessions.origHost[row] === pairs.first[pair] ? ([0, 1] as const) : ([1, 0] as const)
    txFrames[pair] += sent === 0 ? sessions.origPackets[row] : sessions.respPackets[row]
    rxFrames[pair] += sent === 0 ? sessions.respPackets[row] : sessions.origPackets[row]
    txBytes[pair] += sessions.wireBytes(row, sent)
    rxBytes[pair] += sessions.wireBytes(row, received)
    // Flows of a collector may have no time.
    if (sessions.start[row] < first[pair]) first[pair] = sessions.start[row]
    if (sessions.end[row] > last[pair]) last[pair] = sessions.end[row]
  }
  return {
    length: size,
    a: (index) => pairs.first[index],
    b: (index) => pairs.second[index],
    aPort: () => 0,
    bPort: () => 0,
    stream: () => Number.NaN,
    txFrames: (index) => txFrames[index],
    txBytes: (index) => txBytes[index],
    rxFrames: (index) => rxFrames[index],
    rxBytes: (index) => rxBytes[index],
    first: (index) => first[index],
    last: (index) => last[index],
  }
}
