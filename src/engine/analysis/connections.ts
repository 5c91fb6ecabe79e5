import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
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

/** Who spoke to whom: the selected sessions, summed per pair of originator and responder. */
export function connections(
  tables: CaptureTables,
  selected: Selected | null,
  query: ConnectionsQuery = {},
): ConnectionGraph {
  const { sessions, addresses } = tables
  const counts = sessionCounts(tables, selected)
  const pairs = new PairIndex()
  const link = new Int32Array(sessions.rows).fill(-1)
  for (let row = 1; row < sessions.rows; row++)
    if (counts.isIn[row] === 1) link[row] = pairs.of(sessions.origHost[row], sessions.respHost[row])

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
  const positions = new Int32Array(addresses.size).fill(-1)
  const nodes: ConnectionNode[] = []
  for (const at of heaviest) {
    positions[ids[at]] = nodes.length
    nodes.push({ id: addresses.text(ids[at]), sessions: 0, packets: 0, bytes: 0, type: 0, cnt: 0 })
  }

  const links: ConnectionLink[] = []
  const linkOf = new Int32Array(pairs.size).fill(-1)
  const count = (position: number, role: number, pair: number, isLinked: boolean) => {
    const node = nodes[position]
    node.type |= role
    node.sessions += sums.sessions[pair]
    node.packets += sums.packets[pair]
    node.bytes += sums.bytes[pair]
    if (isLinked) node.cnt++
  }
  for (const pair of kept) {
    const source = positions[pairs.first[pair]]
    const target = positions[pairs.second[pair]]
    const isLinked = source >= 0 && target >= 0
    // A host that speaks to itself is one node: its sessions count once.
    if (source === target && isLinked) count(source, SOURCE | TARGET, pair, true)
    else {
      if (source >= 0) count(source, SOURCE, pair, isLinked)
      if (target >= 0) count(target, TARGET, pair, isLinked)
    }
    if (!isLinked) continue
    linkOf[pair] = links.length
    links.push({
      source,
      target,
      sessions: sums.sessions[pair],
      packets: sums.packets[pair],
      bytes: sums.bytes[pair],
      services: [],
    })
  }
  for (const at of sortedOrder(Float64Array.from(serviceSessions), true)) {
    const place = linkOf[services.first[at]]
    if (place >= 0) links[place].services.push(tables.protocolNames[services.second[at]])
  }
  return { nodes, links, totalNodes: ids.length, totalLinks: kept.length }
}
