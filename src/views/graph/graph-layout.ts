import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Simulation } from 'd3-force'
import type { ConnectionGraph, ConnectionLink, ConnectionNode } from '../../engine/analysis/connections.ts'

/** What sizes stand for. */
export type Measure = 'bytes' | 'payload' | 'packets' | 'sessions'

export type PlacedNode = ConnectionNode & {
  index: number
  x: number
  y: number
  vx: number
  vy: number
  /** Set while a person holds the node where it is. */
  fx: number | null
  fy: number | null
  /** Radius in layout units, which are CSS pixels at zoom 1. */
  radius: number
  /** Indices into links. */
  links: number[]
}

export type PlacedLink = Omit<ConnectionLink, 'source' | 'target'> & {
  source: PlacedNode
  target: PlacedNode
  width: number
}

export type Layout = {
  nodes: PlacedNode[]
  links: PlacedLink[]
  simulation: Simulation<PlacedNode, PlacedLink>
  /** The widest links (some 200) are at least so wide. */
  wideFrom: number
}

const SMALLEST_RADIUS = 4
const LARGEST_RADIUS = 22
const THINNEST_LINK = 0.75
const WIDEST_LINK = 8
/** Links that keep their width while the picture moves. */
const WIDE_LINKS = 200
/** Pull to the middle: keeps parts that no link joins in one picture. */
const GRAVITY = 0.055
/** The angle that spreads points evenly on a spiral (the golden angle), in radians. */
const SPIRAL_ANGLE = Math.PI * (3 - Math.sqrt(5))

/**
 * Radii and widths for the measure: a node's area and a link's width grow with the square root of its share of the
 * largest, so that a capture with one giant still shows its small hosts.
 */
export function applyMeasure(layout: Layout, measure: Measure): void {
  let largestNode = 1
  let largestLink = 1
  for (const node of layout.nodes) largestNode = Math.max(largestNode, node[measure])
  for (const link of layout.links) largestLink = Math.max(largestLink, link[measure])
  for (const node of layout.nodes) {
    node.radius = SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt(node[measure] / largestNode)
  }
  for (const link of layout.links) {
    link.width = THINNEST_LINK + (WIDEST_LINK - THINNEST_LINK) * Math.sqrt(link[measure] / largestLink)
  }
  const widths = Float64Array.from(layout.links, ({ width }) => width).sort()
  layout.wideFrom = widths.length > WIDE_LINKS ? widths[widths.length - WIDE_LINKS] : 0
  const collide = layout.simulation.force<ReturnType<typeof forceCollide<PlacedNode>>>('collide')
  collide?.radius((node) => node.radius + 3)
}

/**
 * A layout at rest (nothing ticks until `settle` is called). Nodes that `previous` knows keep their place and their
 * pin; new ones start beside a neighbour that has one, else on a spiral, so the same graph always gives the same picture.
 * `aspect`: width over height of the place; the picture takes its shape.
 */
export function createLayout(graph: ConnectionGraph, measure: Measure, previous?: Layout, aspect = 1): Layout {
  const known = new Map<string, PlacedNode>()
  for (const node of previous?.nodes ?? []) known.set(node.id, node)
  const nodes = graph.nodes.map((node, index): PlacedNode => {
    const old = known.get(node.id)
    const distance = 18 * Math.sqrt(index + 0.5)
    return {
      ...node,
      index,
      x: old?.x ?? Math.cos(index * SPIRAL_ANGLE) * distance,
      y: old?.y ?? Math.sin(index * SPIRAL_ANGLE) * distance,
      vx: 0,
      vy: 0,
      fx: old?.fx ?? null,
      fy: old?.fy ?? null,
      radius: SMALLEST_RADIUS,
      links: [],
    }
  })
  const links: PlacedLink[] = []
  for (const link of graph.links) {
    const source = nodes[link.source]
    const target = nodes[link.target]
    if (source === undefined || target === undefined) continue
    source.links.push(links.length)
    if (target !== source) target.links.push(links.length)
    links.push({ ...link, source, target, width: THINNEST_LINK })
  }
  if (known.size > 0) placeBesideNeighbours(nodes, links, known)

  const simulation = forceSimulation<PlacedNode, PlacedLink>(nodes)
    .force(
      'link',
      forceLink<PlacedNode, PlacedLink>(links)
        .distance((link) => 46 + link.source.radius + link.target.radius)
        .strength((link) => 1 / Math.min(link.source.links.length, link.target.links.length, 12)),
    )
    .force(
      'charge',
      forceManyBody<PlacedNode>()
        .strength((node) => -70 - 6 * Math.min(node.links.length, 20))
        .distanceMax(200 + 25 * Math.sqrt(nodes.length))
        .theta(1),
    )
    .force('x', forceX<PlacedNode>(0).strength(GRAVITY / Math.sqrt(aspect)))
    .force('y', forceY<PlacedNode>(0).strength(GRAVITY * Math.sqrt(aspect)))
    .force('collide', forceCollide<PlacedNode>())
    .velocityDecay(0.45)
    .stop()
  const layout: Layout = { nodes, links, simulation, wideFrom: 0 }
  applyMeasure(layout, measure)
  if (known.size > 0) simulation.alpha(0.3)
  return layout
}

/** Nodes joined by a link to themselves only, or to nothing, stay where the spiral put them. */
function placeBesideNeighbours(nodes: PlacedNode[], links: PlacedLink[], known: ReadonlyMap<string, PlacedNode>): void {
  for (const node of nodes) {
    if (known.has(node.id)) continue
    for (const index of node.links) {
      const { source, target } = links[index]
      const other = source === node ? target : source
      if (!known.has(other.id)) continue
      node.x = other.x + Math.cos(node.index * SPIRAL_ANGLE) * 30
      node.y = other.y + Math.sin(node.index * SPIRAL_ANGLE) * 30
      break
    }
  }
}

/** Ticks for at most `budget` milliseconds; false when the layout has come to rest. */
export function settle(layout: Layout, budget: number, now: () => number = () => performance.now()): boolean {
  const { simulation } = layout
  const end = now() + budget
  while (simulation.alpha() >= simulation.alphaMin()) {
    simulation.tick()
    if (now() >= end) return true
  }
  return false
}

export function pin(node: PlacedNode, x: number, y: number): void {
  node.fx = x
  node.fy = y
  node.x = x
  node.y = y
}

export function unpin(node: PlacedNode): void {
  node.fx = null
  node.fy = null
}

export const isPinned = (node: PlacedNode) => node.fx !== null

/** The box around all nodes, in layout units; null for an empty graph. */
export function bounds(
  nodes: readonly PlacedNode[],
): { left: number; top: number; right: number; bottom: number } | null {
  if (nodes.length === 0) return null
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const node of nodes) {
    box.left = Math.min(box.left, node.x - node.radius)
    box.right = Math.max(box.right, node.x + node.radius)
    box.top = Math.min(box.top, node.y - node.radius)
    box.bottom = Math.max(box.bottom, node.y + node.radius)
  }
  return box
}

/** The node under a point, or the nearest within `slack` layout units of its rim; the smaller of two that overlap. */
export function nodeAt(nodes: readonly PlacedNode[], x: number, y: number, slack: number): PlacedNode | null {
  let best: PlacedNode | null = null
  let bestGap = slack
  for (const node of nodes) {
    const gap = Math.hypot(node.x - x, node.y - y) - node.radius
    if (gap > slack) continue
    const inside = gap <= 0
    const closer = best === null || (inside && bestGap <= 0 ? node.radius < best.radius : gap < bestGap)
    if (closer) {
      best = node
      bestGap = gap
    }
  }
  return best
}

/** The link within `slack` layout units of a point, the nearest of several. */
export function linkAt(links: readonly PlacedLink[], x: number, y: number, slack: number): PlacedLink | null {
  let best: PlacedLink | null = null
  let bestGap = slack
  for (const link of links) {
    const { source, target } = link
    const dx = target.x - source.x
    const dy = target.y - source.y
    const length = dx * dx + dy * dy
    if (length === 0) continue
    const along = Math.min(1, Math.max(0, ((x - source.x) * dx + (y - source.y) * dy) / length))
    const gap = Math.hypot(source.x + along * dx - x, source.y + along * dy - y) - link.width / 2
    if (gap < bestGap) {
      best = link
      bestGap = gap
    }
  }
  return best
}
