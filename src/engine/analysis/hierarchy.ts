import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { pathCounts } from './path-counts.ts'

/** CloudShark's /stats/hierarchy: one node a protocol at its place below the link layer. */
export type HierarchyNode = {
  proto: string
  frames: number
  bytes: number
  /** Frames and bytes of which this protocol is the last layer (Wireshark's End Packets, End Bytes). */
  end_frames: number
  end_bytes: number
  protos?: HierarchyNode[]
}

type Branch = HierarchyNode & { below: Map<number, Branch> }

/**
 * The protocols of the selected packets as a tree. Only what stands at the top level of a dissection counts: nothing
 * nested in another protocol, no pseudo-layers; a protocol met twice nests below itself.
 */
export function hierarchy(tables: CaptureTables, selected: Selected | null): HierarchyNode[] {
  const counts = pathCounts(tables, selected)
  const roots = new Map<number, Branch>()
  // Ids with the same name (dissect/dispatch.ts: treeOnly) are one protocol.
  const firstOfName = new Map<string, number>()
  const canonical = tables.protocolNames.map((name, id) => {
    const first = firstOfName.get(name) ?? id
    firstOfName.set(name, first)
    return first
  })
  for (let path = 1; path < counts.frames.length; path++) {
    const frames = counts.frames[path]
    if (frames === 0) continue
    let level = roots
    let last: Branch | null = null
    for (const symbol of tables.paths.symbols(path)) {
      if ((symbol & 1) === 1 || tables.protocolKinds[symbol >>> 1] === 'pseudo') continue
      const protocol = canonical[symbol >>> 1]
      let branch = level.get(protocol)
      if (branch === undefined) {
        branch = {
          proto: tables.protocolNames[protocol],
          frames: 0,
          bytes: 0,
          end_frames: 0,
          end_bytes: 0,
          below: new Map(),
        }
        level.set(protocol, branch)
      }
      branch.frames += frames
      branch.bytes += counts.bytes[path]
      level = branch.below
      last = branch
    }
    if (last !== null) {
      last.end_frames += frames
      last.end_bytes += counts.bytes[path]
    }
  }
  return trees(roots)
}

function trees(branches: Map<number, Branch>): HierarchyNode[] {
  return [...branches.values()]
    .sort((x, y) => y.frames - x.frames || y.bytes - x.bytes)
    .map(({ below, ...node }) => (below.size === 0 ? node : { ...node, protos: trees(below) }))
}
