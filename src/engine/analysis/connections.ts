import type { CaptureTables } from '../tables/capture-tables.ts'
import type { RowSet } from '../tables/row-set.ts'
import { PairIndex } from './pair-index.ts'
import { sessionCounts } from './session-counts.ts'
import { sortedOrder } from './sort-order.ts'

/** After Arkime's /api/connections. */
export type ConnectionsQuery = {
  /** What the links count by when the weakest are left out. */
  weight?: 'bytes' | 'packets' | 'sessions'
  /** Fewest sessions a link must have. */
  minConn?: number
  /** At most so many nodes, the heaviest; default 500. */
  maxNodes?: number
}

export type ConnectionNode = {
  /** Address. */
  id: string
  sessions: number
  packets: number
  bytes: number
  /** 1 = only source, 2 = only target, 3 = both. */
  type: number
  /** Number of links. */
  cnt: number
}

export type ConnectionLink = {
  /** Indices into nodes. */
  source: number
  target: number
  sessions: number
  packets: number
  bytes: number
  /** Application protocols seen, most frequent first. */
  services: string[]
}

export type ConnectionGraph = {
  nodes: ConnectionNode[]
  links: ConnectionLink[]
  /** Nodes before maxNodes cut. */
  totalNodes: number
  totalLinks: number
}

const SOURCE = 1
const TARGET = 2
const DEFAULT_NODES = 500

/** Who spoke to whom: the sessions that have a selected packet, summed per pair of originator and responder. */
export function connections(
  tables: CaptureTables,
  packets: RowSet | null,
  query: ConnectionsQuery = {},
): ConnectionGraph {
  const { sessions, addresses } = tables
  const counts = sessionCounts(tables, packets)
  const pairs = new PairIndex()
  const link = new Int32Array(sessions.rows).fill(-1)
  for (let row = 1; row < sessions.rows; row++)
    if (counts.frames[row] > 0) link[row] = pairs.of(sessions.origHost[row], sessions.respHost[row])

  const sums = {
    sessions: new Float64Array(pairs.size),
    packets: new Float64Array(pairs.size),
    bytes: new Float64Array(pairs.size),
  }
  const services = new PairIndex()
  const serviceSessions: number[] = []
  for (let row = 1; row < sessions.rows; row++) {
    const pair = link[row]
    if (pair < 0) continue
    sums.sessions[pair]++
    sums.packets[pair] += counts.frames[row]
    sums.bytes[pair] += counts.bytes[row]
    if (sessions.service[row] === 0) continue
    const service = services.of(pair, sessions.service[row])
    serviceSessions[service] = (serviceSessions[service] ?? 0) + 1
  }

  const kept: number[] = []
  for (let pair = 0; pair < pairs.size; pair++) if (sums.sessions[pair] >= (query.minConn ?? 1)) kept.push(pair)
  const weight = sums[query.weight ?? 'bytes']

  const weights = new Float64Array(addresses.size).fill(-1)
  for (const pair of kept) {
    const source = pairs.first[pair]
    const target = pairs.second[pair]
    weights[source] = Math.max(0, weights[source]) + weight[pair]
    if (target !== source) weights[target] = Math.max(0, weights[target]) + weight[pair]
  }
  const ids = Uint32Array.from(weights.keys()).filter((id) => weights[id] >= 0)
  const byWeight = sortedOrder(
    Float64Array.from(ids, (id) => weights[id]),
    true,
  )
  const heaviest = byWeight.subarray(0, query.maxNodes ?? DEFAULT_NODES)
  const positions = new Map<number, number>()
  const nodes: ConnectionNode[] = []
  for (const at of heaviest) {
    positions.set(ids[at], nodes.length)
    nodes.push({ id: addresses.text(ids[at]), sessions: 0, packets: 0, bytes: 0, type: 0, cnt: 0 })
  }

  const names = servicesByPair(tables, services, serviceSessions)
  const links: ConnectionLink[] = []
  for (const pair of kept) {
    const source = positions.get(pairs.first[pair])
    const target = positions.get(pairs.second[pair])
    for (const [position, role] of [
      [source, SOURCE],
      [target, TARGET],
    ]) {
      if (position === undefined) continue
      const node = nodes[position]
      node.type |= role ?? 0
      // A host that speaks to itself is one node: its sessions count once.
      if (role === TARGET && source === target) continue
      node.sessions += sums.sessions[pair]
      node.packets += sums.packets[pair]
      node.bytes += sums.bytes[pair]
      if (source !== undefined && target !== undefined) node.cnt++
    }
    if (source === undefined || target === undefined) continue
    links.push({
      source,
      target,
      sessions: sums.sessions[pair],
      packets: sums.packets[pair],
      bytes: sums.bytes[pair],
      services: names.get(pair) ?? [],
    })
  }
  return { nodes, links, totalNodes: ids.length, totalLinks: kept.length }
}

function servicesByPair(tables: CaptureTables, services: PairIndex, sessions: number[]): Map<number, string[]> {
  const names = new Map<number, string[]>()
  for (const at of sortedOrder(Float64Array.from(sessions), true)) {
    const pair = services.first[at]
    const known = names.get(pair)
    const name = tables.protocolNames[services.second[at]]
    if (known === undefined) names.set(pair, [name])
    else known.push(name)
  }
  return names
}
