import { expect, test } from 'vitest'
import { createLayout, pin } from './graph-layout.ts'
import { nodeAhead } from './node-ahead.ts'

const numbers = { sessions: 1, packets: 1, bytes: 1, payload: 0 }
const places: Record<string, [number, number]> = {
  middle: [0, 0],
  right: [100, 10],
  farRight: [180, 0],
  below: [-20, 90],
  corner: [60, -70],
}
const layout = createLayout(
  {
    nodes: Object.keys(places).map((id) => ({ id, type: 1, cnt: 0, ...numbers })),
    links: [],
    totalNodes: 5,
    totalLinks: 0,
  },
  'bytes',
)
for (const node of layout.nodes) pin(node, ...places[node.id])
const [middle, right] = layout.nodes
const ahead = (from: typeof middle | null, dx: number, dy: number) => nodeAhead(layout.nodes, from, dx, dy)?.id ?? null

test('a step goes to the nearest node in its direction', () => {
  expect(ahead(middle, 1, 0)).toBe('right')
  expect(ahead(right, 1, 0)).toBe('farRight')
  expect(ahead(middle, 0, 1)).toBe('below')
  expect(ahead(middle, 0, -1)).toBe('corner')
  expect(ahead(middle, -1, 0)).toBeNull()
  expect(ahead(null, -1, 0)).toBe('middle')
  expect(nodeAhead([], null, 1, 0)).toBeNull()
})
