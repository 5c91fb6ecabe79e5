import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'

/** A line of the tree: a protocol at its place. */
export type HierarchyRow = {
  /** Protocols from the link layer to here, joined by '/'. */
  path: string
  proto: string
  /** 0 at the link layer. */
  depth: number
  frames: number
  bytes: number
  end_frames: number
  end_bytes: number
  children: number
  open: boolean
  /** Position among its siblings, from 1, and their number: for screen readers. */
  position: number
  siblings: number
}

const mostFrames = (a: HierarchyNode, b: HierarchyNode) => b.frames - a.frames || (a.proto < b.proto ? -1 : 1)

/**
 * The visible lines of the tree, top to bottom: siblings by frames, the children of `closed` paths left out. At most
 * `limit` lines, so that a hostile capture cannot fill the page.
 */
export function hierarchyRows(
  trees: readonly HierarchyNode[],
  closed: ReadonlySet<string>,
  limit = 2000,
): HierarchyRow[] {
  const rows: HierarchyRow[] = []
  const walk = (nodes: readonly HierarchyNode[], above: string, depth: number) => {
    for (const [i, node] of [...nodes].sort(mostFrames).entries()) {
      if (rows.length >= limit) return
      const path = above === '' ? node.proto : `${above}/${node.proto}`
      const children = node.protos?.length ?? 0
      const open = children > 0 && !closed.has(path)
      const { proto, frames, bytes, end_frames, end_bytes } = node
      rows.push({
        path,
        proto,
        depth,
        frames,
        bytes,
        end_frames,
        end_bytes,
        children,
        open,
        position: i + 1,
        siblings: nodes.length,
      })
      if (open) walk(node.protos!, path, depth + 1)
    }
  }
  walk(trees, '', 0)
  return rows
}

/** Frames and bytes of the whole: every frame begins with one link layer. */
export function hierarchyTotals(trees: readonly HierarchyNode[]): { frames: number; bytes: number } {
  let [frames, bytes] = [0, 0]
  for (const tree of trees) {
    frames += tree.frames
    bytes += tree.bytes
  }
  return { frames, bytes }
}

/** Every path that has children. */
export function innerPaths(trees: readonly HierarchyNode[]): string[] {
  return hierarchyRows(trees, new Set())
    .filter((row) => row.children > 0)
    .map((row) => row.path)
}

/** What an arrow key does on a line of a tree (WAI-ARIA treegrid pattern): the line to go to, or the path to open or close. */
export function treeMove(
  rows: readonly HierarchyRow[],
  current: number,
  key: string,
): { to: number } | { open: string } | { close: string } | null {
  const row = rows[current]
  if (row === undefined) return null
  const within = (to: number) => ({ to: Math.max(0, Math.min(rows.length - 1, to)) })
  switch (key) {
    case 'ArrowDown':
      return within(current + 1)
    case 'ArrowUp':
      return within(current - 1)
    case 'PageDown':
      return within(current + 20)
    case 'PageUp':
      return within(current - 20)
    case 'Home':
      return within(0)
    case 'End':
      return within(rows.length - 1)
    case 'ArrowRight':
      return row.children === 0 ? null : row.open ? within(current + 1) : { open: row.path }
    case 'ArrowLeft': {
      if (row.open) return { close: row.path }
      for (let i = current - 1; i >= 0; i--) if (rows[i].depth < row.depth) return { to: i }
      return null
    }
    default:
      return null
  }
}
