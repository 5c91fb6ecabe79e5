import { expect, test } from 'vitest'
import { applyMeasure, bounds, createLayout, linkAt, nodeAt, pin, settle, unpin } from './graph-layout.ts'
import type { ConnectionGraph } from '../../engine/analysis/connections.ts'

function graphOf(nodes: [id: string, bytes: number][], links: [source: number, target: number][]): ConnectionGraph {
  return {
    nodes: nodes.map(([id, bytes]) => ({ id, bytes, payload: 0, packets: bytes / 10, sessions: 1, type: 1, cnt: 1 })),
    links: links.map(([source, target]) => ({
      source,
      target,
      sessions: 1,
      packets: 1,
      bytes: 1,
      payload: 0,
      services: ['dns'],
    })),
    totalNodes: nodes.length,
    totalLinks: links.length,
  }
}

const star = graphOf(
  [['hub', 400], ...Array.from({ length: 6 }, (_, i): [string, number] => [`leaf${i}`, 100])],
  Array.from({ length: 6 }, (_, i): [number, number] => [0, i + 1]),
)

test('the radius grows with the square root of the share: a quarter of the bytes is half of the way', () => {
  const layout = createLayout(star, 'bytes')
  expect(layout.nodes[0].radius).toBe(22)
  expect(layout.nodes[1].radius).toBe(4 + 18 * 0.5)
  applyMeasure(layout, 'sessions')
  expect(layout.nodes[1].radius).toBe(22)
})

test('settles: linked nodes end near each other and none overlap', () => {
  const layout = createLayout(star, 'bytes')
  expect(settle(layout, Infinity)).toBe(false)
  const [hub, ...leaves] = layout.nodes
  for (const leaf of leaves) {
    const gap = Math.hypot(leaf.x - hub.x, leaf.y - hub.y)
    expect(gap).toBeGreaterThan(hub.radius + leaf.radius)
    expect(gap).toBeLessThan(200)
  }
})

test('the same graph gives the same picture', () => {
  const [one, two] = [createLayout(star, 'bytes'), createLayout(star, 'bytes')]
  settle(one, Infinity)
  settle(two, Infinity)
  expect(one.nodes.map(({ x, y }) => [x, y])).toEqual(two.nodes.map(({ x, y }) => [x, y]))
})

test('stops within its budget and goes on where it stopped', () => {
  const layout = createLayout(star, 'bytes')
  let clock = 0
  expect(settle(layout, 3, () => clock++)).toBe(true)
  expect(layout.simulation.alpha()).toBeLessThan(1)
  expect(layout.simulation.alpha()).toBeGreaterThan(0.9)
})

test('a pinned node stays, also when the graph grows, until it is unpinned', () => {
  const layout = createLayout(star, 'bytes')
  settle(layout, Infinity)
  pin(layout.nodes[3], 500, -200)
  const grown = createLayout(
    graphOf(
      [...star.nodes.map((n): [string, number] => [n.id, n.bytes]), ['late', 50]],
      [
        [0, 1],
        [3, 7],
      ],
    ),
    'bytes',
    layout,
  )
  const late = grown.nodes[7]
  expect(Math.hypot(late.x - 500, late.y + 200)).toBeCloseTo(30)
  settle(grown, Infinity)
  expect([grown.nodes[3].x, grown.nodes[3].y]).toEqual([500, -200])
  unpin(grown.nodes[3])
  grown.simulation.alpha(1)
  settle(grown, Infinity)
  expect(grown.nodes[3].x).not.toBe(500)
})

test('a link that names no node is left out', () => {
  expect(createLayout(graphOf([['a', 1]], [[0, 9]]), 'bytes').links).toEqual([])
})

test('bounds include the radii', () => {
  const layout = createLayout(graphOf([['a', 1]], []), 'bytes')
  pin(layout.nodes[0], 10, 20)
  expect(bounds(layout.nodes)).toEqual({ left: -12, top: -2, right: 32, bottom: 42 })
  expect(bounds([])).toBeNull()
})

test('finds what the pointer is on', () => {
  const layout = createLayout(
    graphOf(
      [
        ['a', 4],
        ['b', 4],
      ],
      [[0, 1]],
    ),
    'bytes',
  )
  pin(layout.nodes[0], 0, 0)
  pin(layout.nodes[1], 100, 0)
  expect(nodeAt(layout.nodes, 23, 0, 2)?.id).toBe('a')
  expect(nodeAt(layout.nodes, 50, 0, 2)).toBeNull()
  expect(linkAt(layout.links, 50, 5, 4)).toBe(layout.links[0])
  expect(linkAt(layout.links, 50, 9, 4)).toBeNull()
  expect(linkAt(layout.links, 140, 0, 4)).toBeNull()
})
