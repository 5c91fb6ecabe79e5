import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'

export type PlacedNode = { node: HierarchyNode; depth: number; path: string }

/**
 * The nodes with most bytes, each with everything above it (a parent has at least the bytes of its children), in the
 * order of the tree, larger siblings first.
 */
export function largestNodes(tree: readonly HierarchyNode[], count: number): PlacedNode[] {
  const all: PlacedNode[] = []
  const pending = placed(tree, 0, '')
  while (pending.length > 0) {
    const next = pending.pop()!
    all.push(next)
    if (next.node.protos !== undefined) pending.push(...placed(next.node.protos, next.depth + 1, next.path))
  }
  // A stable sort keeps a parent, which comes first, before a child of the same size.
  const largest = new Set([...all].sort((a, b) => b.node.bytes - a.node.bytes).slice(0, count))
  return all.filter((entry) => largest.has(entry))
}

/** Smallest first: they are taken from the end. */
function placed(nodes: readonly HierarchyNode[], depth: number, above: string): PlacedNode[] {
  return [...nodes].sort((a, b) => a.bytes - b.bytes).map((node) => ({ node, depth, path: `${above}:${node.proto}` }))
}
