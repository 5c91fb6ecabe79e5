import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { groupedBy, type NodeGroup } from './connection-groups.ts'
import { type ConnectionLinks, connectionLinks, NodeNumbers } from './connection-links.ts'
import type { FindField } from './field-source.ts'
import { NumberList } from './number-list.ts'
import { PairIndex } from './pair-index.ts'
import { sortedOrder } from './sort-order.ts'
import type { TimeRange } from './selection.ts'

/** After Arkime's /api/connections. */
export type ConnectionsQuery = {
  /** Fields whose values are the nodes; default id.orig_h and id.resp_h. */
  source?: string
  destination?: string
  /** What nodes count by when the lightest are left out; default bytes. */
  weight?: 'bytes' | 'packets' | 'sessions' | 'payload'
  /** Fewest links a node must have (Arkime's minConn, which counts links, not sessions). */
  minConn?: number
  /** Fewest sessions a link must have. */
  minSessions?: number
  /** At most so many nodes, the heaviest; default 500. */
  maxNodes?: number
  /** Values that are put together to one node. */
  group?: NodeGroup
  /** Ids of groups to show by their members, and of nodes to show with all neighbours (the 200 heaviest). */
  expand?: readonly string[]
  /** Compares with so many times (1 to 10) the selected time range before it; without a time range it says nothing. */
  baseline?: number
}

export type ConnectionNode = {
  /** Value of the field, or name of the group. */
  id: string
  /** Sums over its links; a session with several values counts for each of them. */
  sessions: number
  packets: number
  bytes: number
  /** Transport payload of the whole sessions. */
  payload: number
  /** 1 = only source, 2 = only target, 3 = both. */
  type: number
  /** Number of links shown. */
  cnt: number
  /** Of a group: how many values it stands for. */
  members?: number
  /** With a baseline: 1 = only now, 2 = only earlier, 3 = both. The numbers are those of now, else the earlier ones. */
  inresult?: number
}

export type ConnectionLink = {
  /** Indices into nodes. */
  source: number
  target: number
  sessions: number
  packets: number
  bytes: number
  payload: number
  /** Application protocols seen, most frequent first. */
  services: string[]
  inresult?: number
}

export type ConnectionGraph = {
  nodes: ConnectionNode[]
  links: ConnectionLink[]
  /** Nodes and links before maxNodes cut. */
  totalNodes: number
  totalLinks: number
}

const SOURCE = 1
const TARGET = 2
const NOW = 1
const EARLIER = 2
const DEFAULT_NODES = 500
/** Neighbours that an expanded node brings. */
const MOST_NEIGHBOURS = 200
const MOST_BASELINES = 10
/** Seconds: a range has both of its ends, and the earlier one ends before the later begins. */
const INSTANT = 1e-6

/** The time range of the baseline; null where there is nothing to compare with. */
export function baselineRange(query: ConnectionsQuery & { timeRange?: TimeRange | undefined }): TimeRange | null {
  const { baseline, timeRange } = query
  if (baseline === undefined || timeRange === undefined) return null
  const from = Number(timeRange.from)
  const times = Math.min(MOST_BASELINES, Math.max(1, baseline))
  return { from: from - times * (Number(timeRange.to) - from), to: from - INSTANT }
}

/**
 * Who spoke to whom: the selected sessions, summed per pair of a source and a destination. `earlier`: what the baseline
 * selects; undefined = there is none.
 */
export function connections(
  tables: CaptureTables,
  selected: Selected | null,
  query: ConnectionsQuery,
  find: FindField,
  earlier?: Selected | null,
): ConnectionGraph {
  const expanded = new Set(query.expand)
  const nodes = new NodeNumbers(tables.addresses, groupedBy(query.group, expanded))
  const source = find(query.source ?? 'id.orig_h')
  const destination = find(query.destination ?? 'id.resp_h')
  const now = connectionLinks(tables, selected, source, destination, nodes)
  const before = earlier === undefined ? null : connectionLinks(tables, earlier, source, destination, nodes)
  // Without a baseline the pairs of now are all there are.
  const all = before === null ? now.pairs : new PairIndex()
  const places = before === null ? null : { now: placed(now, all), before: placed(before, all) }
  const open = new Set<number>()
  if (expanded.size > 0)
    for (let node = 0; node < nodes.size; node++) if (expanded.has(nodes.text(node))) open.add(node)

  /** The links of now, else the earlier ones, and where in them a pair is. */
  const told = (pair: number): [ConnectionLinks, number] =>
    places === null || before === null
      ? [now, pair]
      : places.now[pair] !== undefined
        ? [now, places.now[pair]]
        : [before, places.before[pair]]
  const sumsOf = (measure: 'sessions' | 'bytes' | 'packets' | 'payload'): Float64Array =>
    places === null
      ? now[measure]
      : Float64Array.from({ length: all.size }, (_, pair) => {
          const [links, at] = told(pair)
          return links[measure][at]
        })
  const enough = enoughSessions(all, sumsOf('sessions'), open, query.minSessions ?? 1)
  const kept = enoughLinks(all, enough, open, query.minConn ?? 1)
  const weights = sumsOf(query.weight ?? 'bytes')
  const shown = heaviest(all, kept, nodes.size, open, query.maxNodes ?? DEFAULT_NODES, weights)

  const inresultOf = (pair: number) =>
    places === null
      ? NOW
      : (places.now[pair] === undefined ? 0 : NOW) | (places.before[pair] === undefined ? 0 : EARLIER)
  const graph: ConnectionGraph = { nodes: [], links: [], totalNodes: shown.total, totalLinks: kept.length }
  const positions = new Int32Array(nodes.size).fill(-1)
  for (const node of shown.nodes) {
    positions[node] = graph.nodes.length
    graph.nodes.push({
      id: nodes.text(node),
      sessions: 0,
      packets: 0,
      bytes: 0,
      payload: 0,
      type: 0,
      cnt: 0,
      ...(query.group !== undefined && nodes.members(node) > 1 && { members: nodes.members(node) }),
      ...(before !== null && { inresult: 0 }),
    })
  }
  const linkOf = new Map<number, number>()
  for (const pair of kept) {
    const [links, at] = told(pair)
    const sums = {
      sessions: links.sessions[at],
      packets: links.packets[at],
      bytes: links.bytes[at],
      payload: links.payload[at],
    }
    const seen = inresultOf(pair)
    const ends = [positions[all.first[pair]], positions[all.second[pair]]]
    const isLinked = ends[0] >= 0 && ends[1] >= 0
    const count = (position: number, role: number) => {
      if (position < 0) return
      const node = graph.nodes[position]
      node.type |= role
      // What is gone on a node that is still there is no part of its numbers of now.
      const isStale = node.inresult !== undefined && seen === EARLIER && (node.inresult & NOW) !== 0
      const isFresh = node.inresult === EARLIER && (seen & NOW) !== 0
      if (isFresh) Object.assign(node, { sessions: 0, packets: 0, bytes: 0, payload: 0 })
      if (node.inresult !== undefined) node.inresult |= seen
      if (isLinked) node.cnt++
      if (isStale) return
      node.sessions += sums.sessions
      node.packets += sums.packets
      node.bytes += sums.bytes
      node.payload += sums.payload
    }
    // A node that speaks to itself: its sessions count once.
    if (ends[0] === ends[1]) count(ends[0], SOURCE | TARGET)
    else {
      count(ends[0], SOURCE)
      count(ends[1], TARGET)
    }
    if (!isLinked) continue
    linkOf.set(pair, graph.links.length)
    graph.links.push({
      source: ends[0],
      target: ends[1],
      ...sums,
      services: [],
      ...(before !== null && { inresult: seen }),
    })
  }
  nameServices(tables, now, all, linkOf, graph)
  if (before !== null) nameServices(tables, before, all, linkOf, graph)
  return graph
}

/** Where the pairs of links are, by their number among all. */
function placed({ pairs }: ConnectionLinks, all: PairIndex): number[] {
  const places: number[] = []
  for (let at = 0; at < pairs.size; at++) places[all.of(pairs.first[at], pairs.second[at])] = at
  return places
}

const touches = (all: PairIndex, pair: number, nodes: ReadonlySet<number>) =>
  nodes.has(all.first[pair]) || nodes.has(all.second[pair])

function enoughSessions(all: PairIndex, sessions: Float64Array, open: ReadonlySet<number>, fewest: number): number[] {
  const kept: number[] = []
  for (let pair = 0; pair < all.size; pair++) if (sessions[pair] >= fewest || touches(all, pair, open)) kept.push(pair)
  return kept
}

/** Leaves out nodes with fewer links, once, as Arkime does: their neighbours are judged by the links they had. */
function enoughLinks(all: PairIndex, pairs: number[], open: ReadonlySet<number>, fewest: number): number[] {
  if (fewest <= 1) return pairs
  const counts = new Map<number, number>()
  const add = (node: number) => counts.set(node, (counts.get(node) ?? 0) + 1)
  for (const pair of pairs) {
    add(all.first[pair])
    if (all.second[pair] !== all.first[pair]) add(all.second[pair])
  }
  const isEnough = (node: number) => (counts.get(node) ?? 0) >= fewest
  return pairs.filter((pair) => touches(all, pair, open) || (isEnough(all.first[pair]) && isEnough(all.second[pair])))
}

/** The heaviest nodes, heaviest first, and with them the heaviest neighbours of the expanded ones. */
function heaviest(
  all: PairIndex,
  kept: readonly number[],
  size: number,
  open: ReadonlySet<number>,
  most: number,
  weightOf: Float64Array,
): { nodes: number[]; total: number } {
  const weights = new Float64Array(size).fill(-1)
  const add = (node: number, weight: number) => (weights[node] = Math.max(0, weights[node]) + weight)
  for (const pair of kept) {
    add(all.first[pair], weightOf[pair])
    if (all.second[pair] !== all.first[pair]) add(all.second[pair], weightOf[pair])
  }
  const present = new NumberList()
  for (let node = 0; node < size; node++) if (weights[node] >= 0) present.push(node)
  const ids = present.values.subarray(0, present.length)
  const order = sortedOrder(
    Float64Array.from(ids, (id) => weights[id]),
    true,
  )
  const brought = new Set(open)
  for (const node of open) {
    const neighbours = kept
      .filter((pair) => all.first[pair] === node || all.second[pair] === node)
      .sort((x, y) => weightOf[y] - weightOf[x])
    for (const pair of neighbours.slice(0, MOST_NEIGHBOURS)) brought.add(all.first[pair]).add(all.second[pair])
  }
  const nodes: number[] = []
  for (const [rank, at] of order.entries()) if (rank < most || brought.has(ids[at])) nodes.push(ids[at])
  return { nodes, total: ids.length }
}

function nameServices(
  { protocolNames }: CaptureTables,
  { pairs, services, serviceSessions }: ConnectionLinks,
  all: PairIndex,
  linkOf: ReadonlyMap<number, number>,
  { links }: ConnectionGraph,
): void {
  const shown: { place: number; name: string; sessions: number }[] = []
  for (let at = 0; at < services.size; at++) {
    const own = services.first[at]
    const place = linkOf.get(pairs === all ? own : all.find(pairs.first[own], pairs.second[own]))
    if (place !== undefined)
      shown.push({ place, name: protocolNames[services.second[at]], sessions: serviceSessions[at] })
  }
  for (const { place, name } of shown.sort((x, y) => y.sessions - x.sessions))
    if (!links[place].services.includes(name)) links[place].services.push(name)
}
