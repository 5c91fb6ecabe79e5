import type { CaptureTables } from '../tables/capture-tables.ts'

const memos = new WeakMap<CaptureTables, { size: number; tracks: Uint8Array | null }>()

/** 1 by node of the track trie where packets are in several sessions: those of a tunnel. null = nowhere. */
export function tunnelTracks(tables: CaptureTables): Uint8Array | null {
  const { tracks, conversations } = tables
  const known = memos.get(tables)
  if (known?.size === tracks.size) return known.tracks
  // A node comes after the one that it goes on from.
  const sessions = new Uint8Array(tracks.size)
  const marks = new Uint8Array(tracks.size)
  let isAny = false
  for (let node = 1; node < tracks.size; node++) {
    const own = conversations.session[tracks.symbol[node] >>> 1] === 0 ? 0 : 1
    sessions[node] = Math.min(2, sessions[tracks.parent[node]] + own)
    if (sessions[node] < 2) continue
    marks[node] = 1
    isAny = true
  }
  const found = isAny ? marks : null
  memos.set(tables, { size: tracks.size, tracks: found })
  return found
}

/** Calls visit for every session of a track, from the inside out. */
export function eachSession(
  { tracks, conversations }: CaptureTables,
  track: number,
  visit: (session: number) => void,
): void {
  for (let node = track; node !== 0; node = tracks.parent[node]) {
    const session = conversations.session[tracks.symbol[node] >>> 1]
    if (session !== 0) visit(session)
  }
}
