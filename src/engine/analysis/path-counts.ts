import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetCounts } from './packet-counts.ts'

/** Frames and bytes by node of the path trie. */
export type PathCounts = { frames: Float64Array; bytes: Float64Array }

/** How the selected packets spread over the protocol paths. */
export function pathCounts(tables: CaptureTables, selected: Selected | null): PathCounts {
  const { pathFrames, pathBytes } = packetCounts(tables, selected)
  return { frames: pathFrames, bytes: pathBytes }
}
