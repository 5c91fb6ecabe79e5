import { hierarchy, partition } from 'd3-hierarchy'
import type { HierarchyNode } from '../../engine/analysis/hierarchy.ts'

/** A rectangle of the icicle, in the unit square: x across (0 = link layer), y down. */
export type IcicleCell = {
  path: string
  proto: string
  depth: number
  /** Share of the whole capture, 0 to 1. */
  share: number
  frames: number
  bytes: number
  x0: number
  x1: number
  y0: number
  y1: number
}

type Datum = { proto: string; path: string; frames: number; bytes: number; end: number; children: Datum[] }

function toDatum(node: HierarchyNode, above: string, measure: 'frames' | 'bytes'): Datum {
  const path = above === '' ? node.proto : `${above}/${node.proto}`
  return {
    proto: node.proto,
    path,
    frames: node.frames,
    bytes: node.bytes,
    end: measure === 'frames' ? node.end_frames : node.end_bytes,
    children: (node.protos ?? []).map((child) => toDatum(child, path, measure)),
  }
}

/**
 * The cells to draw when zoomed to `focus` (a path; '' = everything): the way from the root to the focus, full height,
 * then what is below it. A cell's height is its frames or bytes; what no child covers is where frames end. Cells lower
 * than `smallest` of the height are left out. `columns` is the number of layers shown.
 */
export function icicleCells(
  trees: readonly HierarchyNode[],
  measure: 'frames' | 'bytes',
  focus: string,
  smallest = 0.0005,
): { cells: IcicleCell[]; columns: number } {
  const root: Datum = {
    proto: '',
    path: '',
    frames: 0,
    bytes: 0,
    end: 0,
    children: trees.map((tree) => toDatum(tree, '', measure)),
  }
  const laidOut = partition<Datum>()(
    hierarchy(root)
      .sum((datum) => datum.end)
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0)),
  )
  const total = laidOut.value ?? 0
  if (total === 0) return { cells: [], columns: 0 }
  // d3's x runs along the siblings, its y along the depth: turned here, so that layers go left to right.
  const nodes = laidOut.descendants()
  const target = nodes.find((node) => node.data.path === focus) ?? laidOut
  const height = target.x1 - target.x0
  const visible = nodes.filter(
    (node) =>
      node.depth > 0 &&
      node.x0 < target.x1 &&
      node.x1 > target.x0 &&
      (Math.min(node.x1, target.x1) - Math.max(node.x0, target.x0)) / height >= smallest,
  )
  const columns = Math.max(0, ...visible.map((node) => node.depth))
  const cells = visible.map((node) => ({
    path: node.data.path,
    proto: node.data.proto,
    depth: node.depth - 1,
    frames: node.data.frames,
    bytes: node.data.bytes,
    share: (node.value ?? 0) / total,
    x0: (node.depth - 1) / columns,
    x1: node.depth / columns,
    y0: Math.max(0, (node.x0 - target.x0) / height),
    y1: Math.min(1, (node.x1 - target.x0) / height),
  }))
  return { cells, columns }
}
