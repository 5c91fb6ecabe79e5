import type { PlacedNode } from './graph-layout.ts'

/** How much farther a node seems for lying aside. */
const ASIDE = 2

/**
 * The nearest node in a direction (-1, 0 or 1 each way; y grows downwards), at most 45 degrees aside; null = there is
 * none. From nothing it is the first node, which is the heaviest.
 */
export function nodeAhead(
  nodes: readonly PlacedNode[],
  from: PlacedNode | null,
  dx: number,
  dy: number,
): PlacedNode | null {
  if (from === null) return nodes[0] ?? null
  let best: PlacedNode | null = null
  let least = Infinity
  for (const node of nodes) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx)
    if (node === from || ahead <= 0 || aside > ahead) continue
    const distance = ahead + ASIDE * aside
    if (distance < least) {
      least = distance
      best = node
    }
  }
  return best
}
