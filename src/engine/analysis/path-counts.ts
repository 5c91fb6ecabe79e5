import type { CaptureTables } from '../tables/capture-tables.ts'
import type { Selected } from '../tables/selected.ts'
import { packetRows } from './selection.ts'

/** Frames and bytes by node of the path trie. */
export type PathCounts = { frames: Float64Array; bytes: Float64Array }

/** How the selected packets spread over the protocol paths. */
export function pathCounts(tables: CaptureTables, selected: Selected | null): PathCounts {
  const frames = new Float64Array(tables.paths.size)
  const bytes = new Float64Array(tables.paths.size)
  const { path, length } = tables.packets
  const rows = packetRows(tables, selected)
  for (let row = 0; row < rows; row++) {
    if (selected !== null && !selected.packets.has(row)) continue
    frames[path[row]]++
    bytes[path[row]] += length[row]
  }
  return { frames, bytes }
}
