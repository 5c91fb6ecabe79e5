import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { logSessions } from './log-sessions.ts'
import { pathCounts } from './path-counts.ts'
import { SessionProtocols } from '../tables/session-protocols.ts'

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
 * nested in another protocol, no pseudo-layers; a protocol met twice nests below itself. Sessions that only logs tell of
 * count by their service, with the packets and bytes that the log says.
 */
export function hierarchy(tables: CaptureTables, selected: Selected | null): HierarchyNode[] {
  const counts = pathCounts(tables, selected)
  const tree = new Tree(tables)
  for (let path = 1; path < counts.frames.length; path++) {
    if (counts.frames[path] === 0) continue
    const shown = tables.paths
      .symbols(path)
      .filter((symbol) => (symbol & 1) === 0 && tables.protocolKinds[symbol >>> 1] !== 'pseudo')
    tree.add(
      shown.map((symbol) => symbol >>> 1),
      counts.frames[path],
      counts.bytes[path],
    )
  }
  for (const { protocols, frames, bytes } of logChains(tables, selected)) tree.add(protocols, frames, bytes)
  return trees(tree.roots)
}

class Tree {
  readonly roots = new Map<number, Branch>()
  private readonly tables: CaptureTables
  /** Ids with the same name (dissect/dispatch.ts: treeOnly) are one protocol. */
  private readonly canonical: number[]

  constructor(tables: CaptureTables) {
    this.tables = tables
    const firstOfName = new Map<string, number>()
    this.canonical = tables.protocolNames.map((name, id) => {
      const first = firstOfName.get(name) ?? id
      firstOfName.set(name, first)
      return first
    })
  }

  /** Counts what has these protocols, by id, from the outermost to the innermost. */
  add(protocols: readonly number[], frames: number, bytes: number): void {
    let level = this.roots
    let last: Branch | null = null
    for (const id of protocols) {
      const protocol = this.canonical[id]
      let branch = level.get(protocol)
      if (branch === undefined) {
        branch = {
          proto: this.tables.protocolNames[protocol],
          frames: 0,
          bytes: 0,
          end_frames: 0,
          end_bytes: 0,
          below: new Map(),
        }
        level.set(protocol, branch)
      }
      branch.frames += frames
      branch.bytes += bytes
      level = branch.below
      last = branch
    }
    if (last !== null) {
      last.end_frames += frames
      last.end_bytes += bytes
    }
  }
}

type Chain = { protocols: number[]; frames: number; bytes: number }

/** The selected sessions that only logs tell of, summed by network, transport and service. */
function logChains(tables: CaptureTables, selected: Selected | null): Iterable<Chain> {
  const { sessions } = tables
  const known = new SessionProtocols(tables)
  const chains = new Map<number, Chain>()
  for (const row of logSessions(tables, selected)) {
    const [network, transport, application] = known.of(row)
    const key = (network * 65536 + transport) * 65536 + application
    let chain = chains.get(key)
    if (chain === undefined) {
      chain = { protocols: [network, transport, application].filter((id) => id !== 0), frames: 0, bytes: 0 }
      chains.set(key, chain)
    }
    chain.frames += sessions.origPackets[row] + sessions.respPackets[row]
    chain.bytes += sessions.wireBytes(row, 0) + sessions.wireBytes(row, 1)
  }
  return chains.values()
}

function trees(branches: Map<number, Branch>): HierarchyNode[] {
  return [...branches.values()]
    .sort((x, y) => y.frames - x.frames || y.bytes - x.bytes)
    .map(({ below, ...node }) => (below.size === 0 ? node : { ...node, protos: trees(below) }))
}
